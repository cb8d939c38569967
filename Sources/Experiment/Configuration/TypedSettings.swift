import NamedSettings
import NeuralNetwork

/// A choice in a configuration: `{"type": ..., "args": {...}}`.
public struct TypedSettings: Sendable, Equatable {
  /// The name of the type.
  public let type: String
  /// Its settings.
  public let args: [String: SettingValue]

  init(_ members: [String: SettingValue]) throws(SettingError) {
    var settings = Settings(members)
    type = try settings.string("type")
    args = try settings.object("args", default: [:])
    try settings.finish()
  }

  /// Makes what the choice asks for.
  func make<Product>(from registry: Registry<Product>) throws(SettingError) -> Product {
    try registry.make(type: type, args: args)
  }
}
