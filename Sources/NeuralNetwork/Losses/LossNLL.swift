import Foundation
import Kernels
import NamedSettings

/// Classification: the mean negative logarithm of the probability that softmax gives to the sample's class.
///
/// The outputs are K unnormalised scores, the one label is the class, 0 to K - 1; the same as PyTorch's
/// `nll_loss(log_softmax(output), target)`.
public struct LossNLL: Loss {
  /// Makes the loss; it has no settings.
  public init() {}

  /// They are.
  public var labelsAreClasses: Bool { true }

  /// One: the class.
  public func labelCount(outputs: Int) -> Int { 1 }

  /// Throws when the label is no class.
  public func check(label: Double, outputs: Int) throws(SettingError) {
    guard let index = Int(exactly: label), (0..<outputs).contains(index) else {
      throw SettingError("", "\(label) is not the index of a class, 0 to \(outputs - 1)")
    }
  }

  /// The derivative by a score is its probability, less 1 for the sample's class, over the samples.
  public func batch(output: Tensor, target: Tensor, gradient: Tensor, into values: inout [Double]) {
    let (samples, classes) = (output.shape[0], output.shape[1])
    values = [0]
    for sample in 0..<samples {
      let label = classIndex(sample, of: target, classes: classes)
      let logarithms = logProbabilities(sample, of: output)
      values[0] -= logarithms[label] / Double(samples)
      for (index, logarithm) in logarithms.enumerated() {
        let slope = (exp(logarithm) - (index == label ? 1 : 0)) / Double(samples)
        gradient.buffer[sample * classes + index] = Float(slope)
      }
    }
  }

  /// Adds the negative logarithms.
  public func accumulate(output: Tensor, target: Tensor, into sums: inout [Double]) {
    let (samples, classes) = (output.shape[0], output.shape[1])
    for sample in 0..<samples {
      let label = classIndex(sample, of: target, classes: classes)
      sums[0] -= logProbabilities(sample, of: output)[label]
    }
  }

  private func classIndex(_ sample: Int, of target: Tensor, classes: Int) -> Int {
    precondition(target.shape[1] == 1, "a class is one label, not \(target.shape[1])")
    let label = target.buffer[sample]
    guard let index = Int(exactly: label), (0..<classes).contains(index) else {
      preconditionFailure("\(label) is not the index of a class; check the labels first")
    }
    return index
  }

  /// Log-softmax; the largest score is taken off first so that no exponential overflows.
  private func logProbabilities(_ sample: Int, of output: Tensor) -> [Double] {
    let classes = output.shape[1]
    let scores = (0..<classes).map { Double(output.buffer[sample * classes + $0]) }
    let largest = scores.max() ?? 0
    let normalizer = largest + log(scores.reduce(0) { $0 + exp($1 - largest) })
    return scores.map { $0 - normalizer }
  }
}
