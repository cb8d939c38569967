/// What a search knows: the ended variants and, where decisions may depend on them, the running ones.
///
/// Strategies read it as a set: the order in which records were added does not matter to their answers.
/// `fingerprint(of:)` lets them keep what they derived from the records they have seen, so that each
/// answer costs what is new since the last one.
public struct SearchHistory: Sendable {
  /// The ended variants, in the order they were added.
  public private(set) var ended: [SearchRecord] = []
  /// The running variants by number, which only an asynchronous search has.
  public var running: [Int: SearchRecord] = [:]
  /// A hash of the first k records at k.
  private var fingerprints: [Int] = [0]

  /// An empty history.
  public init() {}

  /// Takes in an ended variant; its number must not have been added before.
  public mutating func append(_ record: SearchRecord) {
    precondition(record.state != .running, "variant \(record.number) has not ended")
    var hasher = Hasher()
    hasher.combine(fingerprints[ended.count])
    hasher.combine(record)
    fingerprints.append(hasher.finalize())
    ended.append(record)
  }

  /// A number that tells the first `count` ended records from others, within this process.
  func fingerprint(of count: Int) -> Int? {
    fingerprints.indices.contains(count) ? fingerprints[count] : nil
  }
}
