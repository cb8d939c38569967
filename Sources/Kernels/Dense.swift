import VectorKernels

/// A fully connected layer, `output = input weight^T + bias`, and its gradients.
public struct Dense: Sendable {
  /// The fewest products of two numbers that are worth being shared among threads.
  static let leastShared = 1 << 18

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
    for sample in 0..<samples {
      let row = output.pointer + sample * outputs
      if let bias {
        row.update(from: bias.pointer, count: outputs)
      } else {
        row.update(repeating: 0, count: outputs)
      }
    }
    // [samples, inputs] [inputs, outputs]
    split(outputs, step: 4, samples: samples) { columns in
      vectorKernels.addScalarProducts(
        input.pointer, weight.pointer, depth: inputs, to: output.pointer, cRow: outputs,
        rows: samples, columns: columns)
    }
  }

  /// Writes the gradients by the weight, the bias and, if asked for, the input.
  ///
  /// Every gradient has the shape of what it belongs to, and `input` is what `forward` got.
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, weight: FloatBuffer,
    weightGradient: FactoredGradient, biasGradient: FloatBuffer?, inputGradient: FloatBuffer?,
    samples: Int
  ) {
    outputGradient.require(samples * outputs)
    input.require(samples * inputs)
    weight.require(outputs * inputs)
    biasGradient?.require(outputs)
    inputGradient?.require(samples * inputs)
    let gradient = outputGradient.pointer
    weightGradient.set(outputGradient: outputGradient, input: input, samples: samples)
    if let biasGradient {
      biasGradient.fill(0)
      for sample in 0..<samples {
        for output in 0..<outputs {
          biasGradient.pointer[output] += gradient[sample * outputs + output]
        }
      }
    }
    if let inputGradient {
      // [samples, outputs] [outputs, inputs]
      split(inputs, samples: samples) { columns in
        vectorKernels.multiply(
          gradient, aStep: 1, aRow: outputs, weight.pointer, bRow: inputs,
          into: inputGradient.pointer, cRow: inputs, rows: samples, columns: columns,
          depth: outputs)
      }
    }
  }

  /// Shares `columns` columns among the threads where there is enough to do.
  private func split(
    _ columns: Int, step: Int = 64, samples: Int, _ body: (Range<Int>) -> Void
  ) {
    guard samples * inputs * outputs > Self.leastShared else { return body(0..<columns) }
    Workers.shared.split(0..<columns, step: step) { _, part in body(part) }
  }
}
