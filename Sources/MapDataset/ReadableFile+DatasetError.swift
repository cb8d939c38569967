import Files

extension ReadableFile {
  /// Opens the file at `path`.
  static func open(_ path: String) throws(DatasetError) -> ReadableFile {
    do {
      return try ReadableFile(path: path)
    } catch {
      throw DatasetError(error)
    }
  }

  /// The file's size, as it is now.
  func byteCount() throws(DatasetError) -> Int {
    do {
      return try size()
    } catch {
      throw DatasetError(error)
    }
  }

  /// Fills the first `count` bytes of `buffer`, which grows to them, from `offset` of the file on and
  /// returns how many it filled: fewer only at the file's end.
  func fill(_ buffer: inout [UInt8], at offset: Int, count: Int) throws(DatasetError) -> Int {
    buffer.makeRoom(count)
    do {
      var span = buffer.mutableSpan
      var bytes = span.mutableBytes
      return try read(into: &bytes, count: count, at: offset)
    } catch {
      throw DatasetError(error)
    }
  }

  /// The `count` bytes from `offset` on, fewer at the end of the file.
  func bytes(at offset: Int, atMost count: Int) throws(DatasetError) -> [UInt8] {
    var buffer: [UInt8] = []
    let filled = try fill(&buffer, at: offset, count: count)
    buffer.removeLast(buffer.count - filled)
    return buffer
  }
}
