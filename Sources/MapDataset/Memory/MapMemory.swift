import Files

/// The memory of a node that its ranks, together, may fill with maps.
public struct MapMemory: Sendable {
  /// The bytes that no dataset has claimed.
  public private(set) var available: Int
  private let runName: String?

  /// Memory of `byteLimit` bytes. Processes of one run on one node share what they put there when all give
  /// the same `runName`, which no other run has; without one, memory is the process's own.
  public init(byteLimit: Int, runName: String?) {
    available = byteLimit
    self.runName = runName
  }

  /// The part of what is left that each of `count` processes may fill with maps of its own choice.
  public func part(of count: Int) -> MapMemory {
    var part = self
    part.available /= count
    return part
  }

  /// Counts maps that another setup has claimed memory for and this one keeps.
  public mutating func keep(_ dataset: MapDataset) {
    if let slots = dataset.samples.slots {
      available -= SharedSlots.byteCount(count: slots.count, slotSize: slots.slotSize)
    }
  }

  /// Memory for the `count` samples of a dataset, of `sampleSize` numbers each; nil when they do not
  /// fit, or when this process cannot share with the others.
  ///
  /// Processes share it that ask for the same `content`: what tells these maps from all others of the run.
  mutating func claim(count: Int, sampleSize: Int, content: String) -> SharedSlots? {
    let byteCount = SharedSlots.byteCount(count: count, slotSize: sampleSize)
    if byteCount > available { return nil }
    let name = runName.map { "\($0)/\(String(Self.digest(content), radix: 36))" }
    guard let slots = try? SharedSlots(count: count, slotSize: sampleSize, name: name) else {
      return nil
    }
    available -= byteCount
    return slots
  }

  /// The same number in every process, as `hashValue` is not: FNV-1a, 64 bits. Source: RFC 9923.
  private static func digest(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
