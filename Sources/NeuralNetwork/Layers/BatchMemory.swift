import Kernels

/// A layer's memory for batches of samples of one shape: it grows to the largest batch and stays.
struct BatchMemory {
  /// The shape of one sample.
  let sampleShape: [Int]
  private var buffer = FloatBuffer(count: 0)
  private var shapes: [Int: [Int]] = [:]

  /// Memory for samples of the given shape; none is taken yet.
  init(_ sampleShape: [Int]) { self.sampleShape = sampleShape }

  /// A tensor `[samples] + sampleShape`. It shares its memory with those handed out before.
  mutating func tensor(samples: Int) -> Tensor {
    let shape = shape(samples: samples)
    let count = shape.reduce(1, *)
    if buffer.count < count { buffer = FloatBuffer(count: count) }
    return Tensor(shape: shape, buffer: buffer)
  }

  /// `tensor` seen as `[samples] + sampleShape`.
  mutating func view(_ tensor: Tensor) -> Tensor {
    tensor.reshaped(shape(samples: tensor.shape[0]))
  }

  // Shapes are kept because making an array takes memory, and a training step should take none.
  private mutating func shape(samples: Int) -> [Int] {
    if let shape = shapes[samples] { return shape }
    let shape = [samples] + sampleShape
    shapes[samples] = shape
    return shape
  }
}
