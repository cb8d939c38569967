import Files
import NeuralNetwork

/// How much memory a trial takes at least: its parameters and what passes through the network.
struct MemoryNeed {
  /// Each parameter has a value, a gradient and, with most optimizers, two means of past gradients.
  private static let valuesPerParameter = 4.0
  /// Each output of a layer has a gradient.
  private static let valuesPerActivation = 2.0

  /// In bytes.
  let bytes: Double

  init(_ model: any ModelDefinition, samples: Int) {
    let values =
      Self.valuesPerParameter * Double(model.chain.parameterCount)
      + Self.valuesPerActivation * model.chain.activationCount * Double(samples)
    bytes = values * Double(MemoryLayout<Float>.stride)
  }

  /// What is wrong when there is not as much; nil else.
  var shortage: String? {
    let available = Host.availableMemory
    guard bytes > Double(available) else { return nil }
    return "out of memory: the network needs at least \(Self.text(bytes)), but only"
      + " \(Self.text(Double(available))) are free"
  }

  private static func text(_ bytes: Double) -> String {
    "\(shortened((bytes / 0x1p20).rounded())) MiB"
  }
}
