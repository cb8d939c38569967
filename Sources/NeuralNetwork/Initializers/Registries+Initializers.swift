import NamedSettings

extension Registries {
  /// The initializers of Linear layers.
  public static let initializers = Registry<any Initializer>(
    "initializer",
    [
      "InitializerKaiming": { _ in InitializerKaiming() },
      "InitializerNormal": { _ in InitializerNormal() },
      "InitializerUniform": { _ in InitializerUniform() },
      "InitializerUniformRule": { _ in InitializerUniformRule() },
      "InitializerXavier": { _ in InitializerXavier() },
    ])
}
