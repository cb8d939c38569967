/// Makes `.npy` files, right and wrong ones.
enum NpyBytes {
  /// A file of version 1 with this description and data.
  static func file(_ description: String, _ data: [UInt8] = []) -> [UInt8] {
    let count = description.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)]
      + Array(description.utf8) + data
  }
}
