import Kernels

/// A shape and the memory behind it, row-major, in single precision.
///
/// The memory may be larger than the shape needs: a layer keeps one buffer for its largest batch and
/// hands out tensors of the batch at hand. Copies of a tensor share the memory.
public struct Tensor {
  /// The extent of each dimension, outermost first.
  public let shape: [Int]
  /// The memory; the tensor is its first `count` elements.
  public let buffer: FloatBuffer

  /// The number of elements: the product of the shape.
  public var count: Int { shape.reduce(1, *) }

  /// A view of the first elements of `buffer`.
  public init(shape: [Int], buffer: FloatBuffer) {
    precondition(
      shape.reduce(1, *) <= buffer.count, "\(shape) does not fit \(buffer.count) elements")
    self.shape = shape
    self.buffer = buffer
  }

  /// Zeros of the given shape.
  public init(shape: [Int]) {
    self.init(shape: shape, buffer: FloatBuffer(count: shape.reduce(1, *)))
  }

  /// The given values, row-major.
  public init(shape: [Int], values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill \(shape)")
    self.init(shape: shape, buffer: FloatBuffer(values))
  }

  /// The elements, row-major.
  public var array: [Float] { Array(buffer.array.prefix(count)) }

  /// The same elements in memory of their own.
  public var copy: Tensor {
    Tensor(shape: shape, buffer: FloatBuffer(copying: buffer, count: count))
  }

  /// The same memory under another shape of as many elements.
  public func reshaped(_ shape: [Int]) -> Tensor {
    precondition(shape.reduce(1, *) == count, "\(self.shape) cannot become \(shape)")
    return Tensor(shape: shape, buffer: buffer)
  }
}
