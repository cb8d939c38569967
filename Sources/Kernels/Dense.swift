/// A fully connected layer, `output = input weight^T + bias`, and its gradients.
public struct Dense: Sendable {
  private let inputs: Int
  private let outputs: Int

  /// A layer from `inputs` to `outputs` features.
  public init(inputs: Int, outputs: Int) {
    self.inputs = inputs
    self.outputs = outputs
  }

  /// Writes the layer's output.
  ///
  /// input `[samples, inputs]`, weight `[outputs, inputs]`, bias `[outputs]`, output `[samples,
  /// outputs]`.
  public func forward(
    _ input: FloatBuffer, weight: FloatBuffer, bias: FloatBuffer?, into output: FloatBuffer,
    samples: Int
  ) {
    input.require(samples * inputs)
    weight.require(outputs * inputs)
    bias?.require(outputs)
    output.require(samples * outputs)
    if let bias {
      for sample in 0..<samples {
        (output.pointer + sample * outputs).update(from: bias.pointer, count: outputs)
      }
    }
    // [samples, inputs] [inputs, outputs]
    Matrix.multiply(
      Matrix(input.pointer, rows: samples, columns: inputs),
      Matrix(weight.pointer, rows: outputs, columns: inputs).transposed, into: output.pointer,
      adding: bias != nil)
  }

  /// Writes the gradients by the weight, the bias and, if asked for, the input.
  ///
  /// Every gradient has the shape of what it belongs to, and `input` is what `forward` got.
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, weight: FloatBuffer,
    weightGradient: FloatBuffer, biasGradient: FloatBuffer?, inputGradient: FloatBuffer?,
    samples: Int
  ) {
    outputGradient.require(samples * outputs)
    input.require(samples * inputs)
    weight.require(outputs * inputs)
    weightGradient.require(outputs * inputs)
    biasGradient?.require(outputs)
    inputGradient?.require(samples * inputs)
    let gradient = Matrix(outputGradient.pointer, rows: samples, columns: outputs)
    // [outputs, samples] [samples, inputs]
    Matrix.multiply(
      gradient.transposed, Matrix(input.pointer, rows: samples, columns: inputs),
      into: weightGradient.pointer)
    if let biasGradient {
      biasGradient.fill(0)
      for sample in 0..<samples {
        let row = outputGradient.pointer + sample * outputs
        for output in 0..<outputs { biasGradient.pointer[output] += row[output] }
      }
    }
    if let inputGradient {
      // [samples, outputs] [outputs, inputs]
      Matrix.multiply(
        gradient, Matrix(weight.pointer, rows: outputs, columns: inputs),
        into: inputGradient.pointer)
    }
  }
}
