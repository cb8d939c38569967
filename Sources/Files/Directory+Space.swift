import Foundation

extension Directory {
  /// The bytes that may still be written to the file system of the folder at `path`.
  public static func freeSpace(_ path: String) throws(PosixError) -> Int {
    let folder = path.isEmpty ? "." : path
    var status = statvfs()
    try check("statvfs", folder) { statvfs(folder, &status) }
    let (bytes, overflows) = Int(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
    return overflows ? .max : bytes
  }
}
