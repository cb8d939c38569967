import Foundation

/// The figures as a Markdown table.
struct Report {
  /// A figure.
  struct Row {
    let name: String
    let value: String
    let wanted: String
  }

  static let header = "| figure | measured | wanted |\n|---|---|---|"

  /// Prints a row at once: some take minutes.
  static func show(_ row: Row) {
    print("| \(row.name) | \(row.value) | \(row.wanted) |")
    fflush(nil)
  }

  static func percent(_ share: Double) -> String { String(format: "%.2f%%", 100 * share) }

  static func rounded(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
  }
}
