import Foundation

/// Memory, zero at first, of one process or of all processes of a node that ask for the same name.
///
/// It has no place in any file system: the kernel frees it with the last process that uses it, however that
/// process ends.
public final class SharedMemory: @unchecked Sendable {
  /// The number of bytes.
  public let byteCount: Int
  /// The first byte.
  let address: UnsafeMutableRawPointer
  /// What other processes find the memory by.
  private let meetingPoint: MeetingPoint?

  /// Memory of this process alone.
  public init(byteCount: Int) throws(PosixError) {
    address = try Self.map(byteCount, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, "memory")
    self.byteCount = byteCount
    meetingPoint = nil
  }

  /// The memory that `name`, at most 80 bytes, stands for among this user's processes on this node:
  /// whoever asks first makes it. All must ask for the same number of bytes.
  public init(byteCount: Int, name: String) throws(PosixError) {
    let (descriptor, meetingPoint) = try MeetingPoint.meet(name, byteCount: byteCount)
    // The mapping stays when its descriptor is closed, but others find the maker's by its descriptor.
    defer { if meetingPoint == nil { close(descriptor) } }
    address = try Self.map(byteCount, MAP_SHARED | MAP_NORESERVE, descriptor, name)
    self.byteCount = byteCount
    self.meetingPoint = meetingPoint
  }

  deinit { munmap(address, byteCount) }

  private static func map(
    _ byteCount: Int, _ flags: Int32, _ descriptor: Int32, _ name: String
  ) throws(PosixError) -> UnsafeMutableRawPointer {
    guard let address = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, descriptor, 0),
      address != MAP_FAILED
    else { throw PosixError(call: "mmap", path: name, code: errno) }
    // Fewer page faults where the system has large pages to give; no harm where it has none.
    madvise(address, byteCount, MADV_HUGEPAGE)
    return address
  }
}
