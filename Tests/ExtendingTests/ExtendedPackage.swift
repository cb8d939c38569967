import Foundation
import LaunchSupport
import TestSupport
import Testing

/// A copy of the package with all that the page adds.
struct ExtendedPackage {
  private let folder: TemporaryFolder
  private let files: [String]

  /// Copies the package and adds the page's files and registry lines.
  init(_ page: ExtensionPage) throws {
    folder = try TemporaryFolder()
    // The versions of the dependencies that this package was built with are at hand.
    for name in [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Benchmarks", ".swift-format",
    ] {
      let source = ExtensionPage.package.appending(path: name).path()
      if FileManager.default.fileExists(atPath: source) {
        try FileManager.default.copyItem(atPath: source, toPath: folder.path(name))
      }
    }
    files = page.blocks(in: "swift").map(\.path)
    for file in page.blocks(in: "swift") {
      try #require(!folder.contains(file.path), "\(file.path) is not new")
      try folder.write(file.text, to: file.path)
    }
    for change in page.blocks(in: "diff") { try apply(change) }
  }

  /// The program for training, once it is built.
  var trainNN: String { folder.path(".build/debug/train-nn") }

  /// Builds the program for training, after all that has less to do.
  func build() async throws -> CommandResult {
    let options = [
      "--product", "train-nn", "--disable-index-store", "-debug-info-format", "none",
    ]
    return try await Command(
      "nice", ["swift", "build"] + options, workingDirectory: folder.path, timeout: 1800
    ).run()
  }

  /// Checks the format of the added files.
  func lint() async throws -> CommandResult {
    try await Command(
      "swift", ["format", "lint", "--strict"] + files, workingDirectory: folder.path
    ).run()
  }

  /// Replaces the lines that the change starts from, which must be in its file once.
  private func apply(_ change: ExtensionPage.Block) throws {
    func text(without sign: String) -> String {
      change.lines.filter { !$0.hasPrefix(sign) }.map { $0.dropFirst() + "\n" }.joined()
    }
    let parts = try folder.text(change.path).components(separatedBy: text(without: "+"))
    try #require(parts.count == 2, "the lines are \(parts.count - 1) times in \(change.path)")
    try folder.write(parts.joined(separator: text(without: "-")), to: change.path)
  }
}
