import Files
import Foundation

@testable import MapDataset

/// A folder for one test, removed with the object, and what tests write into it.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "maps-\(UUID())").path(
    percentEncoded: false)

  init() throws { try Directory.create(path) }

  deinit { try? Directory.remove(path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
    let file = "\(path)/\(name)"
    try Directory.create((file as NSString).deletingLastPathComponent)
    try AtomicFile.write(content, to: file, isDurable: false)
    return file
  }

  /// Writes an `.npy` file of float64 and returns its path.
  @discardableResult
  func writeMap(_ name: String, rows: Int, _ values: [Double]) throws -> String {
    let shape = "(\(rows), \(values.count / rows))"
    let data = values.flatMap { value in withUnsafeBytes(of: value.bitPattern) { Array($0) } }
    return try write(
      name, NpyBytes.file("{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }", data))
  }

  /// Writes `dataset.csv` of these lines and returns its path.
  func writeTable(_ lines: String...) throws -> String {
    try write("dataset.csv", lines.map { $0 + "\n" }.joined().utf8)
  }
}
