/// Bytes of a fixed size, zero at first; with the slack of `FloatBuffer`.
final class ByteBuffer {
  let count: Int
  let pointer: UnsafeMutablePointer<UInt8>

  init(count: Int) {
    self.count = count
    pointer = .allocate(capacity: count + FloatBuffer.slack)
    pointer.initialize(repeating: 0, count: count + FloatBuffer.slack)
  }

  deinit { pointer.deallocate() }
}
