import NeuralNetwork

/// Adds up the losses and the metric of a pass, batch by batch, so that every sample weighs the same.
struct PassAccumulator {
  private let loss: any Loss
  private let metric: any Metric
  private var lossSums: [Double]
  private var metricSum = 0.0
  private var samples = 0
  private var outputs = 0

  init(loss: any Loss, metric: any Metric, labelCount: Int) {
    self.loss = loss
    self.metric = metric
    lossSums = Array(repeating: 0, count: labelCount)
  }

  /// Adds a batch.
  mutating func add(output: Tensor, target: Tensor) {
    loss.accumulate(output: output, target: target, into: &lossSums)
    metric.accumulate(output: output, target: target, into: &metricSum)
    samples += output.shape[0]
    outputs = output.shape[1]
  }

  /// The pass's losses and metric.
  var result: PassResult {
    PassResult(
      losses: lossSums.map { loss.value(sum: $0, samples: samples) },
      metric: metric.value(sum: metricSum, samples: samples, outputs: outputs))
  }
}
