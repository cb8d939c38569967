import Files

/// The memory of a node that its ranks, together, may fill with maps.
public struct MapMemory {
  /// The bytes that no dataset has claimed.
  public private(set) var available: Int
  private let runName: String?
  private var datasetCount = 0

  /// Memory of `byteLimit` bytes. Processes of one run on one node share what they put there when all give
  /// the same `runName`, which no other run has; without one, memory is the process's own.
  public init(byteLimit: Int, runName: String?) {
    available = byteLimit
    self.runName = runName
  }

  /// Memory for the `count` samples of a dataset, of `sampleSize` numbers each; nil when they do not
  /// fit, or when this process cannot share with the others.
  ///
  /// All processes must claim memory for the same datasets in the same order.
  mutating func claim(count: Int, sampleSize: Int) -> SharedSlots? {
    let byteCount = SharedSlots.byteCount(count: count, slotSize: sampleSize)
    if byteCount > available { return nil }
    datasetCount += 1
    let name = runName.map { "\($0)/\(datasetCount)" }
    guard let slots = try? SharedSlots(count: count, slotSize: sampleSize, name: name) else {
      return nil
    }
    available -= byteCount
    return slots
  }
}
