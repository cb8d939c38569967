/// Two-dimensional cross-correlation, what PyTorch's `Conv2d` computes, and its gradients.
///
/// Each sample's map is unfolded into a matrix `columns`, `[inputChannels * taps, positions]`,
/// where taps are the kernel's elements and positions the output map's, so that the convolution is
/// one matrix product. Source: Chellapilla et al., "High performance convolutional neural networks
/// for document processing", 2006.
public final class Convolution {
  private let inputChannels: Int
  private let outputChannels: Int
  let window: Window
  let columns: FloatBuffer

  private var taps: Int { inputChannels * window.kernel.count }
  private var positions: Int { window.output.count }
  private var inputCount: Int { inputChannels * window.input.count }
  private var outputCount: Int { outputChannels * positions }

  /// Allocates the workspace for maps of one size, which the kernel must fit.
  public init(inputChannels: Int, outputChannels: Int, window: Window) {
    precondition(window.output.rows > 0 && window.output.columns > 0, "\(window) has no output")
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
    self.window = window
    columns = FloatBuffer(count: inputChannels * window.kernel.count * window.output.count)
  }

  /// Writes the convolution of `samples` samples.
  ///
  /// input `[samples, inputChannels, rows, columns]`, weight `[outputChannels, inputChannels,
  /// kernel rows, kernel columns]`, bias `[outputChannels]`, output `[samples, outputChannels,
  /// output rows, output columns]`.
  public func forward(
    _ input: FloatBuffer, weight: FloatBuffer, bias: FloatBuffer?, into output: FloatBuffer,
    samples: Int
  ) {
    input.require(samples * inputCount)
    weight.require(outputChannels * taps)
    bias?.require(outputChannels)
    output.require(samples * outputCount)
    let kernels = Matrix(weight.pointer, rows: outputChannels, columns: taps)
    for sample in 0..<samples {
      unfold(input.pointer + sample * inputCount, channels: inputChannels)
      let result = output.pointer + sample * outputCount
      if let bias {
        for channel in 0..<outputChannels {
          (result + channel * positions).update(repeating: bias.pointer[channel], count: positions)
        }
      }
      // [outputChannels, taps] [taps, positions]
      Matrix.multiply(
        kernels, Matrix(columns.pointer, rows: taps, columns: positions), into: result,
        adding: bias != nil)
    }
  }

  /// Writes the gradients by the weight, the bias and, if asked for, the input.
  ///
  /// Every gradient has the shape of what it belongs to, and `input` is what `forward` got.
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, weight: FloatBuffer,
    weightGradient: FloatBuffer, biasGradient: FloatBuffer?, inputGradient: FloatBuffer?,
    samples: Int
  ) {
    outputGradient.require(samples * outputCount)
    input.require(samples * inputCount)
    weight.require(outputChannels * taps)
    weightGradient.require(outputChannels * taps)
    biasGradient?.require(outputChannels)
    inputGradient?.require(samples * inputCount)
    let kernels = Matrix(weight.pointer, rows: outputChannels, columns: taps)
    let unfolded = Matrix(columns.pointer, rows: taps, columns: positions)
    weightGradient.fill(0)
    biasGradient?.fill(0)
    for sample in 0..<samples {
      let start = outputGradient.pointer + sample * outputCount
      let gradient = Matrix(start, rows: outputChannels, columns: positions)
      unfold(input.pointer + sample * inputCount, channels: inputChannels)
      // [outputChannels, positions] [positions, taps]
      Matrix.multiply(gradient, unfolded.transposed, into: weightGradient.pointer, adding: true)
      if let biasGradient {
        for channel in 0..<outputChannels {
          biasGradient.pointer[channel] += sum(start + channel * positions, count: positions)
        }
      }
      if let inputGradient {
        // [taps, outputChannels] [outputChannels, positions]
        Matrix.multiply(kernels.transposed, gradient, into: columns.pointer)
        fold(into: inputGradient.pointer + sample * inputCount, channels: inputChannels)
      }
    }
  }
}
