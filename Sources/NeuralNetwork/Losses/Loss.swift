import Kernels
import NamedSettings

/// What training makes small: one value per output parameter; their sum is back-propagated.
///
/// Outputs are `[samples, parameters]`, targets `[samples, labels]`.
public protocol Loss: Sendable {
  /// Whether labels are the indices of classes, which no scaling may change.
  var labelsAreClasses: Bool { get }

  /// The number of label columns that `outputs` output parameters are compared with.
  func labelCount(outputs: Int) -> Int

  /// Throws when a label of the dataset cannot be compared with `outputs` output parameters; the error says why.
  func check(label: Double, outputs: Int) throws(SettingError)

  /// Sets the loss of one batch per label, and in `gradient`, `[samples, parameters]`, the derivative of their sum
  /// by the outputs.
  func batch(output: Tensor, target: Tensor, gradient: Tensor, into values: inout [Double])

  /// Adds a batch to the sums per label from which `value` makes the loss of a whole pass.
  func accumulate(output: Tensor, target: Tensor, into sums: inout [Double])

  /// The loss of a pass over `samples` samples, given a label's sum.
  func value(sum: Double, samples: Int) -> Double
}

extension Loss {
  /// Labels are quantities.
  public var labelsAreClasses: Bool { false }

  /// One label for each output parameter.
  public func labelCount(outputs: Int) -> Int { outputs }

  /// Any number will do.
  public func check(label: Double, outputs: Int) throws(SettingError) {}

  /// The mean over the samples.
  public func value(sum: Double, samples: Int) -> Double { sum / Double(samples) }
}
