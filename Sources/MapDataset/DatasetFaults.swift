/// What is wrong with a dataset: the first ten faults, and how many there are.
public struct DatasetFaults: Sendable {
  private static let told = 10

  private var first: [DatasetError] = []
  /// The number of faults.
  public private(set) var count = 0
  private let path: String

  /// No faults yet of the dataset at `path`.
  public init(path: String) { self.path = path }

  /// Adds a fault.
  public mutating func add(_ fault: DatasetError) {
    count += 1
    if first.count < Self.told { first.append(fault) }
  }

  /// Adds the faults of a part of the dataset that comes later.
  public mutating func add(_ faults: DatasetFaults) {
    first += faults.first.prefix(Self.told - first.count)
    count += faults.count
  }

  /// Throws them if there are any: a single one as it is, more as a list.
  public func throwIfAny() throws(DatasetError) {
    if count == 0 { return }
    if count == 1 { throw first[0] }
    throw .several(first, of: count, in: path)
  }
}
