/// The losses and the metric of one pass over a dataset.
public struct PassResult: Sendable, Equatable {
  /// The loss by label, in the order of `filter_labels`.
  public let losses: [Double]
  /// The metric.
  public let metric: Double

  /// Makes a result.
  public init(losses: [Double], metric: Double) {
    self.losses = losses
    self.metric = metric
  }

  /// The sum of the losses.
  public var loss: Double { losses.reduce(0, +) }
}
