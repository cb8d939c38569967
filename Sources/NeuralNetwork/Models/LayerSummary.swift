/// One line of a network's description: a layer, the shapes at its ends, its size.
public struct LayerSummary: Equatable, Sendable {
  /// The layer's name, such as `conv1`.
  public let name: String
  /// PyTorch's class name, such as `Conv2d`.
  public let type: String
  /// The shape of one sample at the input.
  public let inputShape: [Int]
  /// The shape of one sample at the output.
  public let outputShape: [Int]
  /// The number of trainable values.
  public let parameterCount: Int
}
