import Kernels
import RandomStreams

extension Parameter {
  /// The number of inputs of a weight `[out, in]`.
  var fanIn: Int { shape[1] }

  /// The number of outputs of a weight `[out, in]`.
  var fanOut: Int { shape[0] }

  /// Draws every element from the uniform distribution between `low` and `high`.
  func drawUniform(_ low: Double, _ high: Double, _ random: inout RandomStream) {
    for index in 0..<value.count { value[index] = Float(low + (high - low) * random.uniform()) }
  }

  /// Draws every element from the normal distribution of mean 0.
  func drawNormal(standardDeviation: Double, _ random: inout RandomStream) {
    for index in 0..<value.count { value[index] = Float(standardDeviation * random.normal()) }
  }
}
