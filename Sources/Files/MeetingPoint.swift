import CLinux
import Foundation

/// Where processes of a node find the memory that one of them made.
///
/// The first to ask makes anonymous memory (`memfd_create`) and listens on a socket of the kernel's abstract
/// namespace, which is in no file system and goes with its process. Whoever comes later connects,
/// which tells it the maker's process, and opens the memory among that process's descriptors.
/// Source: Linux's manual pages memfd_create(2), unix(7) and proc(5).
final class MeetingPoint {
  private static let patience = 5000
  private let socket: Int32
  private let memory: Int32

  private init(socket: Int32, memory: Int32) {
    self.socket = socket
    self.memory = memory
  }

  deinit {
    close(socket)
    close(memory)
  }

  /// A descriptor of the memory called `name`, and, in the process that made it, what others find it
  /// by as long as it lives.
  static func meet(
    _ name: String, byteCount: Int
  ) throws(PosixError) -> (memory: Int32, MeetingPoint?) {
    // Between the maker's bind and listen, and after its end, neither side succeeds for a moment.
    for _ in 0..<patience {
      if let point = try make(name, byteCount) { return (point.memory, point) }
      if let maker = try makersProcess(name) {
        return (try find(name, byteCount, in: maker), nil)
      }
      usleep(1000)
    }
    throw PosixError(call: "connect", path: name, code: ETIMEDOUT)
  }

  /// Makes the memory; nil when another process has.
  private static func make(_ name: String, _ byteCount: Int) throws(PosixError) -> MeetingPoint? {
    let socket = try openSocket(name)
    if withAddress(name, { bind(socket, $0, $1) }) != 0 {
      let code = errno
      close(socket)
      if code == EADDRINUSE { return nil }
      throw PosixError(call: "bind", path: name, code: code)
    }
    let memory: Int32
    do throws(PosixError) {
      memory = try check("memfd_create", name) { linux_anonymous_memory(label(name)) }
    } catch {
      close(socket)
      throw error
    }
    let point = MeetingPoint(socket: socket, memory: memory)
    try check("ftruncate", name) { ftruncate(memory, off_t(byteCount)) }
    try check("listen", name) { listen(socket, 4096) }
    return point
  }

  /// The process that made the memory; nil when it is not listening.
  private static func makersProcess(_ name: String) throws(PosixError) -> pid_t? {
    let socket = try openSocket(name)
    defer { close(socket) }
    if withAddress(name, { connect(socket, $0, $1) }) != 0 {
      if errno == ECONNREFUSED { return nil }
      throw PosixError(call: "connect", path: name, code: errno)
    }
    var maker = linux_credentials()
    try check("getsockopt", name) { linux_peer(socket, &maker) }
    // Process 0 is one that this one cannot see, in another container.
    if maker.user != getuid() || maker.process <= 0 {
      throw PosixError(call: "connect", path: name, code: EACCES)
    }
    return maker.process
  }

  private static func find(
    _ name: String, _ byteCount: Int, in process: pid_t
  ) throws(PosixError) -> Int32 {
    let folder = "/proc/\(process)/fd"
    var target = [CChar](repeating: 0, count: 512)
    for entry in try Directory.names(in: folder) {
      let count = readlink("\(folder)/\(entry)", &target, target.count)
      let text = target.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
      guard text.starts(with: "/memfd:\(label(name)) ".utf8) else { continue }
      let descriptor = try check("open", name) { open("\(folder)/\(entry)", O_RDWR | O_CLOEXEC) }
      var status = stat()
      if fstat(descriptor, &status) == 0 && status.st_size == byteCount { return descriptor }
      close(descriptor)
      throw PosixError(call: "fstat, another size", path: name, code: EINVAL)
    }
    throw PosixError(call: "readlink", path: name, code: ENOENT)
  }

  private static func label(_ name: String) -> String { "pulsar-trials:\(name)" }

  private static func openSocket(_ name: String) throws(PosixError) -> Int32 {
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    return try check("socket", name) { Foundation.socket(AF_UNIX, flags, 0) }
  }

  /// The socket's address: a zero byte, then the name.
  private static func withAddress(
    _ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let text = Array(label(name).utf8.prefix(100))
    withUnsafeMutableBytes(of: &address.sun_path) { $0[1...].copyBytes(from: text) }
    let size = MemoryLayout<sa_family_t>.size + 1 + text.count
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(size)) }
    }
  }
}
