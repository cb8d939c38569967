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
  ///
  /// What is free differs from moment to moment, and the table of trials should not: the text does not say.
  func shortage(_ share: MemoryShare) -> String? {
    guard bytes > share.available else { return nil }
    let need = "\(shortened((bytes / 0x1p20).rounded())) MiB"
    let remedy =
      share.rankCount == 1
      ? "more than its node has free: give it more, or make the network or its batches smaller"
      : "more than each of its node's \(share.rankCount) ranks may take of what is free: start fewer a node"
    return "out of memory: the network needs at least \(need), \(remedy)"
  }
}
