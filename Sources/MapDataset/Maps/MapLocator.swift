import Files
import Foundation

/// Finds the files that a table's paths lead to.
struct MapLocator: Sendable {
  private let folder: String

  /// A locator for the paths in the table at `tablePath`.
  init(tablePath: String) {
    folder = (tablePath as NSString).deletingLastPathComponent
  }

  /// Opens the file at `path`: relative to the working directory, else to the table's folder, else by its
  /// bare name in that folder, where it stands when the folder of a dataset was copied elsewhere.
  func open(_ path: String) throws(DatasetError) -> ReadableFile {
    if let file = try openIfPresent(path) { return file }
    let inFolder = (folder as NSString).appendingPathComponent(path)
    if let file = try openIfPresent(inFolder) { return file }
    let bareName = (folder as NSString).appendingPathComponent((path as NSString).lastPathComponent)
    if let file = try openIfPresent(bareName) { return file }
    let tried = (bareName == inFolder ? [inFolder] : [inFolder, bareName]).filter { $0 != path }
    throw .missing(
      path,
      tried.isEmpty ? "no such file" : "no such file, nor \(tried.joined(separator: ", nor "))")
  }

  private func openIfPresent(_ path: String) throws(DatasetError) -> ReadableFile? {
    do {
      return try ReadableFile(path: path)
    } catch {
      if error.isMissing { return nil }
      throw DatasetError(error)
    }
  }
}
