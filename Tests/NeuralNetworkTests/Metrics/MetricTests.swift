import NamedSettings
import NeuralNetwork
import Testing

struct MetricTests {
  struct Case: Decodable {
    let name: String
    let shape: [Int]
    let output: [Float]
    let targetShape: [Int]
    let target: [Float]
    let value: Double
  }

  struct Cases: Decodable { let metrics: [Case] }

  @Test func valuesAreThoseOfPyTorch() throws {
    let cases = try Fixture.decode(Cases.self, "losses.json").metrics
    #expect(Set(cases.map(\.name)) == Set(Registries.metrics.names))
    for expected in cases {
      let metric = try Registries.metrics.make(type: expected.name)
      #expect(metric.name == expected.name)
      #expect(metric.higherIsBetter == (expected.name == "MetricAccuracy"))
      var sum = 0.0
      metric.accumulate(
        output: Tensor(shape: expected.shape, values: expected.output),
        target: Tensor(shape: expected.targetShape, values: expected.target), into: &sum)
      let value = metric.value(
        sum: sum, samples: expected.shape[0], outputs: expected.shape[1])
      #expect(isClose(value, expected.value, relative: 1e-6), "\(expected.name)")
    }
  }

  @Test func batchesAddUpToThePass() throws {
    let output = Tensor(shape: [2, 2], values: [1, 2, 3, 5])
    let target = Tensor(shape: [2, 2], values: [1, 1, 1, 1])
    for name in Registries.metrics.names where name != "MetricAccuracy" {
      let metric = try Registries.metrics.make(type: name)
      var (once, twice) = (0.0, 0.0)
      metric.accumulate(output: output, target: target, into: &once)
      for _ in 0..<2 { metric.accumulate(output: output, target: target, into: &twice) }
      #expect(
        metric.value(sum: once, samples: 2, outputs: 2)
          == metric.value(sum: twice, samples: 4, outputs: 2), "\(name)")
    }
  }

  @Test func settingsAreRefused() {
    #expect(throws: SettingError.self) {
      _ = try Registries.metrics.make(type: "MetricAccuracy", args: ["top": .integer(5)])
    }
  }
}
