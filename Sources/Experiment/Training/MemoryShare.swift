import Files

/// The memory that a rank may take: an equal share of what its node had free when it started, so that all of
/// the node's ranks together have enough, whenever each of them asks.
public struct MemoryShare: Sendable {
  /// The ranks on the node.
  let rankCount: Int
  private let share: Double
  private let isMeasured: Bool

  /// The share of one of `rankCount` ranks that start now.
  public init(rankCount: Int = 1) {
    self.rankCount = rankCount
    share = Double(Host.availableMemory) / Double(rankCount)
    isMeasured = true
  }

  /// A share of `bytes`, whatever the node has.
  init(rankCount: Int, bytes: Double) {
    self.rankCount = rankCount
    share = bytes
    isMeasured = false
  }

  /// The bytes that a trial which starts now may take: no more than are free.
  var available: Double { isMeasured ? min(share, Double(Host.availableMemory)) : share }
}
