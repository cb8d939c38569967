import Kernels

/// Classification: the share of samples whose largest output is that of their class; higher is better.
public struct MetricAccuracy: Metric {
  /// Makes the metric; it has no settings.
  public init() {}

  /// Higher is better.
  public var higherIsBetter: Bool { true }

  /// One: the class.
  public func labelCount(outputs: Int) -> Int { 1 }

  /// Counts the samples that are right; `target` is `[samples, 1]`, the classes. Of equal outputs the first counts.
  public func accumulate(output: Tensor, target: Tensor, into sum: inout Double) {
    let (samples, classes) = (output.shape[0], output.shape[1])
    precondition(target.shape == [samples, 1], "a class is one label a sample")
    for sample in 0..<samples {
      let first = sample * classes
      var best = first
      for index in first..<first + classes where output.buffer[index] > output.buffer[best] {
        best = index
      }
      if Float(best - first) == target.buffer[sample] { sum += 1 }
    }
  }

  /// The share of the samples.
  public func value(sum: Double, samples: Int, outputs: Int) -> Double { sum / Double(samples) }
}
