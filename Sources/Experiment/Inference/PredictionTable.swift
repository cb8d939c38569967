import Files
import NeuralNetwork

/// The labels of samples beside what a model makes of their maps, in physical units.
struct PredictionTable {
  private let labels: [String]
  private var targets: [[Float]] = []
  private var predictions: [[Float]] = []

  init(labels: [String]) { self.labels = labels }

  /// Adds a batch: targets `[samples, labels]`, predictions `[samples, parameters]`.
  mutating func add(targets: Tensor, predictions: Tensor) {
    self.targets += Self.rows(targets)
    self.predictions += Self.rows(predictions)
  }

  /// `target:<label>...,predicted:<label>...`, a line a sample.
  var text: String {
    let header = (labels.map { "target:\($0)" } + predictedNames).map(\.csvField)
    let rows = zip(targets, predictions).map { ($0 + $1).map { "\(Double($0))" } }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// A line a label: the mean squared error over the samples.
  var summary: [String] {
    guard predictedNames.count == labels.count, !targets.isEmpty else { return [] }
    return labels.enumerated().map { index, label in
      let squares = zip(targets, predictions).map { target, prediction in
        let difference = Double(prediction[index]) - Double(target[index])
        return difference * difference
      }
      let mean = squares.reduce(0, +) / Double(squares.count)
      return "\(label): mean squared error \(shortened(mean)) over \(squares.count) samples"
    }
  }

  /// A classifier has more outputs than labels: one a class.
  private var predictedNames: [String] {
    let outputs = predictions.first?.count ?? labels.count
    if outputs == labels.count { return labels.map { "predicted:\($0)" } }
    return (0..<outputs).map { "predicted:\(labels[0]):\($0)" }
  }

  private static func rows(_ tensor: Tensor) -> [[Float]] {
    let width = tensor.shape[1]
    let values = tensor.array
    return (0..<tensor.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}
