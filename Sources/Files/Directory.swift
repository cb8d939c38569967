import Foundation

/// Folders: created, renamed, removed and made durable.
public enum Directory {
  /// Creates the folder and those on the way to it; one that exists is left as it is.
  public static func create(_ path: String) throws(PosixError) {
    if path.isEmpty || path == "/" { return }
    if mkdir(path, 0o755) == 0 { return }
    switch errno {
    case EEXIST:
      if !isDirectory(path) { throw PosixError(call: "mkdir", path: path, code: ENOTDIR) }
    // Of a file on the way only the folder's own creation says which it is.
    case ENOENT, ENOTDIR:
      try create((path as NSString).deletingLastPathComponent)
      // Another process may have created it meanwhile.
      if mkdir(path, 0o755) != 0 && errno != EEXIST {
        throw PosixError(call: "mkdir", path: path, code: errno)
      }
    case let code:
      throw PosixError(call: "mkdir", path: path, code: code)
    }
  }

  /// Creates exactly this folder, whose parent exists; false when something of that name exists.
  public static func createNew(_ path: String) throws(PosixError) -> Bool {
    if mkdir(path, 0o755) == 0 { return true }
    if errno == EEXIST { return false }
    throw PosixError(call: "mkdir", path: path, code: errno)
  }

  /// Whether the path leads to a folder.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in the folder, sorted, without `.` and `..`.
  public static func names(in path: String) throws(PosixError) -> [String] {
    guard let stream = opendir(path) else {
      throw PosixError(call: "opendir", path: path, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Moves a file or folder within one file system, and makes the move durable.
  public static func move(_ source: String, to destination: String) throws(PosixError) {
    try check("rename", destination) { rename(source, destination) }
    try sync((destination as NSString).deletingLastPathComponent)
  }

  /// Removes a file, or a folder with all it holds; nothing there is no error.
  public static func remove(_ path: String) throws(PosixError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw PosixError(call: "lstat", path: path, code: errno)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in try names(in: path) { try remove(path + "/" + name) }
      try check("rmdir", path) { rmdir(path) }
    } else {
      try check("unlink", path) { unlink(path) }
    }
  }

  /// Makes the content of the files in the folder durable, and that they are there.
  public static func syncFiles(in path: String) throws(PosixError) {
    for name in try names(in: path) {
      let file = "\(path)/\(name)"
      let descriptor = try check("open", file) { open(file, O_RDONLY | O_CLOEXEC) }
      defer { close(descriptor) }
      try check("fsync", file) { fsync(descriptor) }
    }
    try sync(path)
  }

  /// Makes creations and renames in the folder durable.
  public static func sync(_ path: String) throws(PosixError) {
    let folder = path.isEmpty ? "." : path
    let descriptor = try check("open", folder) { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(descriptor) }
    // Some network file systems cannot sync a folder and say EINVAL: nothing more can be done there.
    if fsync(descriptor) < 0 && errno != EINVAL {
      throw PosixError(call: "fsync", path: folder, code: errno)
    }
  }
}
