import Kernels

/// A trainable tensor of a layer, with the gradient of the loss by it.
public final class Parameter {
  /// The name in a state dictionary, such as `conv1.weight`.
  public let name: String
  /// The shape as PyTorch has it: `[out, in, rows, columns]` or `[out, in]` for weights.
  public let shape: [Int]
  /// The values, row-major.
  public let value: FloatBuffer
  /// The gradient, of the same shape; overwritten by each backward pass.
  public let gradient: FloatBuffer

  /// Zeros of the given shape.
  public init(name: String, shape: [Int]) {
    self.name = name
    self.shape = shape
    let count = shape.reduce(1, *)
    value = FloatBuffer(count: count)
    gradient = FloatBuffer(count: count)
  }
}
