import NeuralNetwork

/// The numbers of `pattern` in `Fixtures/make_layers.py`: none nearer to 0 or to another than
/// 1/1000.
func pattern(_ shape: [Int], seed: Int, scale: Float = 1) -> Tensor {
  let values = (0..<shape.reduce(1, *)).map { index in
    let value = Double((index * 1103 + seed * 17) % 2039 - 1019) / 512 + 1.0 / 1024
    return Float(value) * scale
  }
  return Tensor(shape: shape, values: values)
}

extension Parameter {
  /// Sets the values to `pattern`'s.
  func fill(_ numbers: Tensor) {
    for index in 0..<value.count { value[index] = numbers.buffer[index] }
  }
}
