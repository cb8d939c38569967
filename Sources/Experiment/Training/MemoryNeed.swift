import Files
import NeuralNetwork

/// How much memory a trial takes: its parameters, what passes through the network, and the copy of the best
/// model that is kept until it is written.
struct MemoryNeed {
  /// Each output of a layer has a gradient.
  private static let valuesPerActivation = 2.0

  /// In bytes.
  let bytes: Double

  /// What a trial takes whose optimizer remembers `rememberedTensors` of each parameter. `batches` are the
  /// samples of a batch in each of its readers, which have memory for the maps of one.
  init(_ chain: LayerChain, rememberedTensors: Int, batches: [Int]) {
    let saved = 1 + Double(rememberedTensors)
    // The best model is encoded while it is kept, and kept while the next one is copied.
    let valuesPerParameter = saved + 1 + 2 * saved
    let samples = Double(batches.max() ?? 0)
    let inputs = Double(chain.inputShape.reduce(1, *)) * Double(batches.reduce(0, +))
    let values =
      valuesPerParameter * Double(chain.parameterCount) + inputs
      + Self.valuesPerActivation * chain.activationCount * samples + chain.unfoldedCount
    bytes = values * Double(MemoryLayout<Float>.stride)
  }

  /// What is wrong when a rank has not as much to itself; nil else.
  func shortage(_ share: MemoryShare) -> String? {
    let available = share.available
    guard bytes > available else { return nil }
    let ranks = share.rankCount == 1 ? "" : " for each of the node's \(share.rankCount) ranks"
    return "out of memory: the network needs at least \(Self.text(bytes)), but only"
      + " \(Self.text(available)) are free\(ranks)"
  }

  private static func text(_ bytes: Double) -> String {
    "\(shortened((bytes / 0x1p20).rounded())) MiB"
  }
}
