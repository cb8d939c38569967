import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

@testable import Experiment

/// What is JSON by RFC 8259 and what is not.
struct JSONParserTests {
  @Test(
    arguments: [
      ("null", nil), (" true\n", true), ("false", false), ("0", 0), ("-0", 0), ("12", 12),
      ("-7", -7), ("8.0", 8), ("1e3", 1000), ("1E+2", 100), ("25e-2", 0.25), ("-0.5", -0.5),
      ("1e-05", 1e-05), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .real(0x1p63)), ("1e-400", 0), ("\"\"", ""), ("\"a b\"", "a b"),
      ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u00e9é\"", "éé"),
      ("\"\\uD83D\\uDE00\"", "😀"), ("[]", []), ("[1, [2], {}]", [1, [2], [:]]), ("{}", [:]),
      ("{\"a\":1,\"b\" : {\"a\": [null]}}", ["a": 1, "b": ["a": [nil]]]),
      ("\u{FEFF}{\"a\": 1}", ["a": 1]),
    ] as [(String, SettingValue)])
  func validTextsAreRead(text: String, value: SettingValue) throws {
    #expect(try JSONParser.value(of: Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", "line 1, column 1: expected a value, found the end of the file"),
    ("[1,\n", "line 2, column 1: expected a value, found the end of the file"),
    ("[1,]", "line 1, column 4: expected a value"),
    ("[1 2]", "line 1, column 4: expected a comma or a closing bracket"),
    ("{\"a\": 1", "line 1, column 8: expected a comma or a closing brace"),
    ("{\"a\" 1}", "line 1, column 6: expected a colon after the key \"a\""),
    ("{a: 1}", "line 1, column 2: expected a key in double quotes"),
    ("{'a': 1}", "line 1, column 2: expected a key in double quotes"),
    ("{\"é\": tru}", "line 1, column 7: expected a value"),
    ("{\"a\": 1} x", "line 1, column 10: expected nothing more after the value"),
    ("{\"a\": 1 // why\n}", "line 1, column 9: expected a comma or a closing brace"),
    (
      "[{\"a\": 1, \"b\": 2, \"a\": 1}]",
      "line 1, column 19: the key \"a\" stands here for the second time"
    ),
    ("-", "line 1, column 2: expected a digit"), ("1.", "line 1, column 3: expected a digit"),
    ("1e", "line 1, column 3: expected a digit"), (".5", "line 1, column 1: expected a value"),
    ("+1", "line 1, column 1: expected a value"),
    ("01", "line 1, column 2: expected nothing more after the value"),
    ("NaN", "line 1, column 1: expected a value"),
    ("-Infinity", "line 1, column 2: expected a digit"),
    ("[1, -1e999]", "line 1, column 5: -1e999 is too large a number"),
    ("\"a", "line 1, column 1: this text has no closing quote"),
    (
      "\"a\nb\"",
      "line 1, column 3: expected the closing quote of the text before the end of the line"
    ),
    ("\"C:\\data\"", "line 1, column 4: unknown escape; write a backslash as \\\\"),
    ("\"\\u12\"", "line 1, column 4: expected four hexadecimal digits after \\u"),
    ("\"\\uD800\"", "line 1, column 2: half a character"),
    ("\"\\uD800\\u0041\"", "line 1, column 2: half a character"),
  ])
  func mistakesAreNamedWithTheirPlace(text: String, message: String) {
    let error = #expect(throws: JSONParser.Malformed.self) {
      try JSONParser.value(of: Array(text.utf8))
    }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let error = #expect(throws: JSONParser.Malformed.self) {
      try JSONParser.value(of: [0x22, 0xFF, 0x22])
    }
    #expect(error?.reason == "this text is not UTF-8")
  }

  @Test func nestingHasALimit() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONParser.value(of: nested(100))
    #expect(throws: JSONParser.Malformed.self) { try JSONParser.value(of: nested(101)) }
  }
}
