/// An architecture: what a configuration's `arch` describes, before its memory exists.
public protocol ModelDefinition: Sendable {
  /// The shape of one sample at the input: `[channels, rows, columns]`.
  var inputShape: [Int] { get }
  /// The number of output parameters.
  var outputCount: Int { get }
  /// The named layers in order. Throws when a layer does not fit the shape that reaches it.
  func layers() throws(SettingError) -> [NamedLayer]
}
