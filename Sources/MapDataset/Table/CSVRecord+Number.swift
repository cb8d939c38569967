import Foundation

extension CSVRecord {
  /// The field at `index` as a number; nil when it is none that is finite in single precision, in which maps
  /// and labels are trained on.
  func number(_ index: Int) -> Double? {
    let text = text(index)
    // Spaces around a number are rare, and trimming costs more than reading the number.
    let number = Double(text) ?? Double(text.trimmingCharacters(in: .whitespaces))
    // Hexadecimal is no number of a table.
    guard let number, Float(number).isFinite, !text.utf8.contains(where: { $0 | 0x20 == 0x78 })
    else { return nil }
    return number
  }
}
