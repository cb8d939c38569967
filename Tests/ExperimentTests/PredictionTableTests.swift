import Testing

@testable import Experiment

struct PredictionTableTests {
  @Test func labelsWithCommasStayOneField() {
    let table = PredictionTable(labels: ["log B, initial", "P"])
    #expect(
      table.text == "\"target:log B, initial\",target:P,\"predicted:log B, initial\",predicted:P\n")
  }
}
