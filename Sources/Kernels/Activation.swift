import Foundation

/// A function applied to each element alone. Formulas and the values at their kinks are PyTorch's.
public enum Activation: Hashable, Sendable {
  /// max(0, x).
  case relu
  /// x, or slope x where x is negative.
  case leakyReLU(slope: Float)
  /// x Φ(x), Φ the normal distribution's cumulative function. Source: Hendrycks & Gimpel,
  /// arXiv:1606.08415.
  case gelu
  /// The same with Φ(x) replaced by (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.
  case geluTanh
  /// tanh x.
  case tanh
  /// 1 / (1 + exp(-x)).
  case sigmoid
  /// ln(1 + exp(beta x)) / beta, and x itself where beta x is above the threshold.
  case softplus(beta: Float, threshold: Float)

  /// Writes the function of the first `count` elements of `input`.
  public func forward(_ input: FloatBuffer, into output: FloatBuffer, count: Int) {
    input.require(count)
    output.require(count)
    // Written so that NaN stays NaN, as in PyTorch: a diverged network must not look sound.
    switch self {
    case .relu: map(input, output, count) { $0 <= 0 ? 0 : $0 }
    case .leakyReLU(let slope): map(input, output, count) { $0 > 0 ? $0 : slope * $0 }
    case .gelu: map(input, output, count) { $0 * normalCumulative($0) }
    case .geluTanh: map(input, output, count) { 0.5 * $0 * (1 + tanhf(geluArgument($0))) }
    case .tanh: map(input, output, count) { tanhf($0) }
    case .sigmoid: map(input, output, count) { 1 / (1 + expf(-$0)) }
    case .softplus(let beta, let threshold):
      map(input, output, count) { x in
        beta * x > threshold ? x : log1pf(expf(beta * x)) / beta
      }
    }
  }

  /// Writes the gradient by the input, given `input` and `output` of `forward`.
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, output: FloatBuffer,
    into inputGradient: FloatBuffer, count: Int
  ) {
    for buffer in [outputGradient, input, output, inputGradient] { buffer.require(count) }
    let (g, x, y, result) = (outputGradient, input, output, inputGradient)
    switch self {
    case .relu: map(g, y, result, count) { g, y in y <= 0 ? 0 : g }
    case .leakyReLU(let slope): map(g, x, result, count) { g, x in x > 0 ? g : slope * g }
    case .gelu:
      map(g, x, result, count) { g, x in
        g * (normalCumulative(x) + x * expf(-0.5 * x * x) / (2 * Float.pi).squareRoot())
      }
    case .geluTanh:
      map(g, x, result, count) { g, x in
        let t = tanhf(geluArgument(x))
        return g * 0.5 * (1 + t + x * (1 - t * t) * geluArgumentSlope(x))
      }
    case .tanh: map(g, y, result, count) { g, y in g * (1 - y * y) }
    case .sigmoid: map(g, y, result, count) { g, y in g * y * (1 - y) }
    case .softplus(let beta, let threshold):
      map(g, x, result, count) { g, x in beta * x > threshold ? g : g / (1 + expf(-beta * x)) }
    }
  }
}

private let geluScale: Float = (2 / Float.pi).squareRoot()

private func normalCumulative(_ x: Float) -> Float { 0.5 * (1 + erff(x * Float(0.5).squareRoot())) }

private func geluArgument(_ x: Float) -> Float { geluScale * (x + 0.044715 * x * x * x) }

private func geluArgumentSlope(_ x: Float) -> Float { geluScale * (1 + 3 * 0.044715 * x * x) }

@inline(__always)
private func map(
  _ input: FloatBuffer, _ output: FloatBuffer, _ count: Int, _ function: (Float) -> Float
) {
  let (source, target) = (input.pointer, output.pointer)
  for index in 0..<count { target[index] = function(source[index]) }
}

@inline(__always)
private func map(
  _ first: FloatBuffer, _ second: FloatBuffer, _ output: FloatBuffer, _ count: Int,
  _ function: (Float, Float) -> Float
) {
  let (left, right, target) = (first.pointer, second.pointer, output.pointer)
  for index in 0..<count { target[index] = function(left[index], right[index]) }
}
