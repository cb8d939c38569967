/// A layer of a model, with its name there.
public struct NamedLayer {
  /// The first part of its parameters' names, such as `conv1`; layers without parameters have one
  /// too.
  public let name: String
  /// PyTorch's class name, such as `Conv2d`.
  public let type: String
  /// The layer.
  public let layer: any Layer

  /// Names a layer.
  public init(_ name: String, type: String, _ layer: any Layer) {
    self.name = name
    self.type = type
    self.layer = layer
  }
}
