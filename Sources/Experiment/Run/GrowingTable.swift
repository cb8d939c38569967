import Files

/// A CSV file that grows by whole rows, so that whoever looks, even after a crash, finds whole rows.
///
/// Rows are written together, and made durable every second: a run may add thousands a second.
final class GrowingTable {
  private static let syncPeriod = Duration.seconds(1)

  private let file: AppendingFile
  private var unwritten: [UInt8] = []
  private var isSynced = true
  private var lastSync = ContinuousClock.now

  /// Creates the file with its header.
  init(creating path: String, header: [String]) throws(PosixError) {
    file = try AppendingFile(creating: path)
    add(header)
    try write()
  }

  /// Adds a row, which `write` writes.
  func add(_ row: [String]) {
    for (index, field) in row.enumerated() {
      if index > 0 { unwritten.append(UInt8(ascii: ",")) }
      unwritten.append(contentsOf: field.csvField.utf8)
    }
    unwritten.append(UInt8(ascii: "\n"))
  }

  /// Writes the rows that were added; makes them durable if that was some time ago, or `isLast`.
  func write(isLast: Bool = false) throws(PosixError) {
    if !unwritten.isEmpty {
      try file.appendWhole(unwritten)
      unwritten.removeAll(keepingCapacity: true)
      isSynced = false
    }
    guard !isSynced, isLast || ContinuousClock.now - lastSync > Self.syncPeriod else { return }
    try file.sync()
    isSynced = true
    lastSync = .now
  }
}
