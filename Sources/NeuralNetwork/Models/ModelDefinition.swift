/// An architecture: what a configuration's `arch` describes, before its memory exists.
public protocol ModelDefinition: Sendable {
  /// The shape of one sample at the input: `[channels, rows, columns]`.
  var inputShape: [Int] { get }
  /// The number of output parameters.
  var outputCount: Int { get }
  /// The named layers in order. Throws when a layer does not fit the shape that reaches it.
  func layers() throws(SettingError) -> [NamedLayer]
}

/// A layer and the first part of its parameters' names.
public struct NamedLayer {
  /// Such as `conv1`; layers without parameters have one too.
  public let name: String
  /// The layer.
  public let layer: any Layer

  /// Names a layer.
  public init(_ name: String, _ layer: any Layer) {
    self.name = name
    self.layer = layer
  }
}
