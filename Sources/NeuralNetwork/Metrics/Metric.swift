import Kernels

/// One number that tells how good a pass was, and so which epoch and which trial is the best.
public protocol Metric: Sendable {
  /// The name in results files and plots.
  var name: String { get }
  /// Whether a higher value is better.
  var higherIsBetter: Bool { get }
  /// The number of label columns that `outputs` output parameters are compared with.
  func labelCount(outputs: Int) -> Int
  /// Adds a batch, outputs `[samples, parameters]` and targets `[samples, labels]`, to the pass's sum.
  func accumulate(output: Tensor, target: Tensor, into sum: inout Double)
  /// The metric of a pass over `samples` samples of `outputs` output parameters.
  func value(sum: Double, samples: Int, outputs: Int) -> Double
}

extension Metric {
  /// The name of the type.
  public var name: String { String(describing: Self.self) }

  /// One label for each output parameter.
  public func labelCount(outputs: Int) -> Int { outputs }

  /// The mean over samples and output parameters.
  public func value(sum: Double, samples: Int, outputs: Int) -> Double {
    sum / Double(samples * outputs)
  }
}
