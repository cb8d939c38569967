/// The types of one family, by the names that configurations choose them by.
///
/// ```swift
/// static let optimizers = Registry<any Optimizer>("optimizer", ["Adam": Adam.init, "SGD": SGD.init])
/// ```
public struct Registry<Product>: Sendable {
  /// Reads the members of `args` that it knows; `make` refuses what is left over.
  public typealias Maker = @Sendable (inout Settings) throws(SettingError) -> Product

  /// What the family is called in messages, such as `optimizer`.
  public let family: String
  /// The valid names, in the order they were registered.
  public let names: [String]
  private let makers: [String: Maker]
  private let refused: [String: String]

  /// A registry of the given makers by name, and of names that are known but cannot be made, with the reason.
  public init(
    _ family: String, _ makers: KeyValuePairs<String, Maker>, refused: [String: String] = [:]
  ) {
    self.family = family
    names = makers.map(\.key)
    self.makers = Dictionary(uniqueKeysWithValues: makers.map { ($0.key, $0.value) })
    self.refused = refused
  }

  /// Makes what a configuration's `{"type": ..., "args": {...}}` asks for.
  ///
  /// Throws for an unknown type, with the nearest valid name, and for unknown, missing or unfit settings,
  /// with paths that start at `type` or `args`.
  public func make(
    type: String, args: [String: SettingValue] = [:]
  ) throws(SettingError) -> Product {
    if let reason = refused[type] { throw SettingError("type", reason) }
    guard let maker = makers[type] else {
      throw SettingError("type", unknownName(type, family, valid: names))
    }
    var settings = Settings(args)
    do {
      let product = try maker(&settings)
      try settings.finish()
      return product
    } catch {
      throw error.prefixed("args")
    }
  }
}
