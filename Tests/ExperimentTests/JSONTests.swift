import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

@testable import Experiment

/// The JSON that the programs write.
struct JSONTests {
  @Test func membersStayInOrderAndOpenToTheGivenDepth() {
    let json = JSON.object([
      (
        name: "b",
        value: .object([(name: "z", value: .integer(1)), (name: "a", value: .real(0.1))])
      ),
      (name: "a", value: .array([.bool(true), .null])), (name: "empty", value: .object([])),
    ])
    #expect(
      json.text(expandedDepth: 0) == #"{"b": {"z": 1, "a": 0.1}, "a": [true, null], "empty": {}}"#)
    #expect(
      json.text(expandedDepth: 1) == """
        {
          "b": {"z": 1, "a": 0.1},
          "a": [true, null],
          "empty": {}
        }
        """)
  }

  @Test func thereAreNoNumbersThatJSONLacks() {
    #expect(JSON.array([.real(.nan), .real(.infinity)]).text() == "[null, null]")
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    let value: SettingValue = [
      "text": "\"\\\n\t\r\u{1}é😀/", "numbers": [0, -1, 0.1, 1e-300, 1.7976931348623157e308],
      "nested": ["a": ["b": nil, "c": true]], "none": [:],
    ]
    let text = JSON(value).text()
    #expect(try JSONParser.value(of: Array(text.utf8)) == value)
  }
}
