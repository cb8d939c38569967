import Foundation
import NamedSettings
import NeuralNetwork

/// A JSON value whose objects keep the order of their members, for files that people read.
indirect enum JSON {
  case null
  case bool(Bool)
  case integer(Int)
  case real(Double)
  case string(String)
  case array([JSON])
  case object([(name: String, value: JSON)])

  /// The value of a configuration; members in alphabetical order, for a dictionary has none.
  init(_ value: SettingValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let bool): .bool(bool)
      case .integer(let integer): .integer(integer)
      case .real(let real): .real(real)
      case .string(let string): .string(string)
      case .array(let elements): .array(elements.map(JSON.init))
      case .object(let members):
        .object(members.sorted { $0.key < $1.key }.map { (name: $0.key, value: JSON($0.value)) })
      }
  }

  /// The text, a member a line down to the given depth and in one line below it.
  ///
  /// Numbers are the shortest that read back as the same; JSON has no NaN and no infinity, so they
  /// become `null`.
  func text(expandedDepth: Int = .max) -> String {
    var text = ""
    write(to: &text, depth: 0, expandedDepth: expandedDepth)
    return text
  }

  private func write(to text: inout String, depth: Int, expandedDepth: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .integer(let integer): text += "\(integer)"
    case .real(let real): text += real.isFinite ? "\(real)" : "null"
    case .string(let string): text += Self.quoted(string)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.write(to: &text, depth: depth + 1, expandedDepth: 0)
      }
      text += "]"
    case .object(let members):
      let expands = depth < expandedDepth && !members.isEmpty
      let newLine = "\n" + String(repeating: "  ", count: depth + 1)
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += expands ? "," : ", " }
        if expands { text += newLine }
        text += Self.quoted(member.name) + ": "
        member.value.write(to: &text, depth: depth + 1, expandedDepth: expandedDepth)
      }
      text += expands ? newLine.dropLast(2) + "}" : "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
