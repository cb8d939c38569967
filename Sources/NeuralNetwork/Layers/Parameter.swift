import Kernels

/// A trainable tensor of a layer, with the gradient of the loss by it.
public final class Parameter {
  /// The name in a state dictionary, such as `conv1.weight`.
  public let name: String
  /// The shape as PyTorch has it: `[out, in, rows, columns]` or `[out, in]` for weights.
  public let shape: [Int]
  /// The values, row-major.
  public let value: FloatBuffer
  /// The gradient as a product, where a layer has left it so and nobody has asked for its elements yet.
  public private(set) var factoredGradient: FactoredGradient?
  private var elements: FloatBuffer?

  /// Zeros of the given shape.
  public init(name: String, shape: [Int]) {
    self.name = name
    self.shape = shape
    value = FloatBuffer(count: shape.reduce(1, *))
  }

  /// The gradient, of the same shape; overwritten by each backward pass, and first asked for before the next.
  public var gradient: FloatBuffer {
    let result = elements ?? FloatBuffer(count: value.count)
    elements = result
    factoredGradient?.multiply(into: result)
    factoredGradient = nil
    return result
  }

  /// Leaves the gradient as a product until somebody asks for its elements.
  func setGradient(_ gradient: FactoredGradient) { factoredGradient = gradient }
}
