import Kernels
import MapDataset
import NeuralNetwork

/// Applies a network to whole datasets and scales its outputs back to physical units.
final class Evaluator {
  private let loss: any Loss
  private let metric: any Metric
  private let outputs: Int
  private var physicalOutputs = FloatBuffer(count: 0)

  init(loss: any Loss, metric: any Metric, outputs: Int) {
    self.loss = loss
    self.metric = metric
    self.outputs = outputs
  }

  /// The losses and the metric of the samples in `batches`, in physical units; nil when `shouldStop`, asked
  /// before each batch, says so.
  ///
  /// The last batch passes the network as `lastPass` says.
  func evaluate(
    _ network: Network, _ reader: BatchReader, _ batches: [ArraySlice<Int>],
    lastPass: ForwardPass = .evaluation, _ shouldStop: () -> Bool
  ) throws(DatasetError) -> PassResult? {
    reader.begin(batches)
    var pass = PassAccumulator(
      loss: loss, metric: metric, labelCount: reader.dataset.labelNames.count)
    for (number, batch) in batches.enumerated() {
      if shouldStop() { return nil }
      let output = network.forward(
        try reader.inputs(batch), number == batches.count - 1 ? lastPass : .evaluation)
      pass.add(
        output: physical(output, reader.dataset.labelScaling),
        target: reader.physicalLabels(batch))
    }
    return pass.result
  }

  /// Outputs, `[samples, parameters]`, in physical units.
  func physical(_ output: Tensor, _ scaling: [LabelScaling]) -> Tensor {
    // A classifier's outputs are scores, not labels: there is nothing to scale back.
    guard scaling.count == outputs else { return output }
    if physicalOutputs.count < output.count { physicalOutputs = FloatBuffer(count: output.count) }
    for index in 0..<output.count {
      physicalOutputs[index] = Float(
        scaling[index % outputs].physical(Double(output.buffer[index])))
    }
    return Tensor(shape: output.shape, buffer: physicalOutputs)
  }
}
