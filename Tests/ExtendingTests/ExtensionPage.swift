import Foundation

/// `EXTENDING.md`: its fenced blocks, each with the path in the heading above it.
struct ExtensionPage {
  /// A fenced block.
  struct Block {
    /// What the latest heading names in backticks; empty when it names nothing.
    let path: String
    /// The word after the fence, such as `swift`.
    let language: String
    /// What stands between the fences.
    var lines: [Substring] = []

    var text: String { lines.map { $0 + "\n" }.joined() }
  }

  /// The folder of the package that the page is about.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// In the page's order.
  let blocks: [Block]

  /// Reads the page.
  init() throws {
    let page = Self.package.appending(path: "EXTENDING.md")
    var blocks: [Block] = []
    var path = ""
    var isInBlock = false
    for line in try String(contentsOf: page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        isInBlock.toggle()
        if isInBlock { blocks.append(Block(path: path, language: String(line.dropFirst(3)))) }
      } else if isInBlock {
        blocks[blocks.count - 1].lines.append(line)
      } else if line.hasPrefix("#") {
        path = line.firstMatch(of: /`(.+)`/).map { String($0.1) } ?? ""
      }
    }
    self.blocks = blocks
  }

  /// The blocks of a language: `swift` for new files, `diff` for registry lines, `json` for
  /// configurations.
  func blocks(in language: String) -> [Block] { blocks.filter { $0.language == language } }
}
