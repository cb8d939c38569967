@testable import Checkpoint

/// Pieces of pickles written by hand, to say what no pickler would.
enum PickleBytes {
  static func text(_ string: String) -> [UInt8] {
    [PickleOpcode.shortBinUnicode.rawValue, UInt8(string.utf8.count)] + Array(string.utf8)
  }

  static func integer(_ value: Int) -> [UInt8] {
    var bytes: [UInt8] = [PickleOpcode.long1.rawValue, 8]
    bytes.append(littleEndian: value)
    return bytes
  }

  static func real(_ value: Double) -> [UInt8] {
    var bytes = [PickleOpcode.binFloat.rawValue]
    bytes.append(bigEndian: value.bitPattern)
    return bytes
  }

  static func tuple(_ integers: [Int]) -> [UInt8] {
    instructions("(") + integers.flatMap(integer) + instructions("t")
  }

  static func dictionary(_ items: [(key: String, value: [UInt8])]) -> [UInt8] {
    instructions("}(") + items.flatMap { text($0.key) + $0.value } + instructions("u")
  }

  /// A tensor of single precision.
  static func tensor(
    storage: String = "0", count: Int = 4, offset: Int = 0, shape: [Int], strides: [Int]
  ) -> [UInt8] {
    let persistentIdentifier =
      instructions("(") + text("storage") + instructions("ctorch\nFloatStorage\n") + text(storage)
      + text("cpu") + integer(count) + instructions("tQ")
    return instructions("ctorch._utils\n_rebuild_tensor_v2\n(") + persistentIdentifier
      + integer(offset) + tuple(shape) + tuple(strides) + [PickleOpcode.newFalse.rawValue]
      + instructions("}tR")
  }

  /// Instructions that are printable characters.
  static func instructions(_ characters: String) -> [UInt8] { Array(characters.utf8) }

  /// An archive with the value as its pickle and `count` zeros in storage `0`.
  static func archive(_ value: [UInt8], count: Int = 4) -> [UInt8] {
    var archive = ZipArchiveWriter(capacity: 4096)
    archive.add("a/data.pkl", (value + instructions(".")).span.bytes)
    archive.add("a/data/0", [UInt8](repeating: 0, count: 4 * count).span.bytes)
    return archive.finish()
  }
}
