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
    values.reset(count: 1)
    for sample in 0..<samples {
      let label = classIndex(sample, of: target, classes: classes)
      let normalizer = normalizer(sample, of: output)
      for index in 0..<classes {
        let logarithm = Double(output.buffer[sample * classes + index]) - normalizer
        if index == label { values[0] -= logarithm / Double(samples) }
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
      sums[0] -=
        Double(output.buffer[sample * classes + label]) - normalizer(sample, of: output)
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

  /// What log-softmax takes off each score: the logarithm of the sum of their exponentials. The largest
  /// is taken off first so that none overflows.
  private func normalizer(_ sample: Int, of output: Tensor) -> Double {
    let classes = output.shape[1]
    let scores = (sample * classes..<(sample + 1) * classes).lazy.map { Double(output.buffer[$0]) }
    let largest = scores.max() ?? 0
    return largest + log(scores.reduce(0) { $0 + exp($1 - largest) })
  }
}
