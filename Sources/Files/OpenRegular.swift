import Foundation

/// Opens a file for reading, if it is one: a folder, a pipe or a device is refused instead of waited for.
///
/// Returns the descriptor and the file's size in bytes.
func openRegular(_ path: String) throws(PosixError) -> (descriptor: Int32, size: Int) {
  // Without O_NONBLOCK, opening a pipe would wait for a writer.
  let descriptor = try check("open", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
  var status = stat()
  do throws(PosixError) {
    try check("fstat", path) { fstat(descriptor, &status) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return (descriptor, Int(status.st_size))
    case S_IFDIR: throw PosixError(call: "open", path: path, code: EISDIR)
    default: throw PosixError(call: "open, not a regular file", path: path, code: EINVAL)
    }
  } catch {
    close(descriptor)
    throw error
  }
}
