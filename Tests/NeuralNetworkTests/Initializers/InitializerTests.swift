import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

struct InitializerTests {
  struct Expected: Decodable {
    let name: String
    let low: Double?
    let high: Double?
    let mean: Double
    let variance: Double
    let grid: [Double]
    let cdf: [Double]
    let bias: Float
  }

  struct Distributions: Decodable {
    let inputs: Int
    let outputs: Int
    let criticalValue: Double
    let initializers: [Expected]
  }

  private let fixture: Distributions

  init() throws { fixture = try Fixture.decode(Distributions.self, "distributions.json") }

  private func draw(_ name: String, _ weight: Parameter, _ bias: Parameter?) throws {
    var random = RandomStream(RandomKey(seed: 8, purpose: .weights))
    try Registries.initializers.make(type: name).initialize(weight: weight, bias: bias, &random)
  }

  @Test func weightsHaveTheDistributionOfSciPy() throws {
    #expect(Set(fixture.initializers.map(\.name)) == Set(Registries.initializers.names))
    for expected in fixture.initializers {
      let weight = Parameter(name: "weight", shape: [fixture.outputs, fixture.inputs])
      let bias = Parameter(name: "bias", shape: [fixture.outputs])
      bias.value.fill(3)
      try draw(expected.name, weight, bias)
      #expect(bias.value.array.allSatisfy { $0 == expected.bias }, "\(expected.name)")

      let values = weight.value.array.map(Double.init).sorted()
      let count = Double(values.count)
      if let low = expected.low { #expect(values[0] >= low - 1e-7, "\(expected.name)") }
      if let high = expected.high { #expect(values[values.count - 1] <= high + 1e-7) }
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      // Four standard deviations of the mean; the variance of a normal sample's variance is 2 sigma^4 / n.
      #expect(abs(mean - expected.mean) < 4 * (expected.variance / count).squareRoot())
      #expect(abs(variance / expected.variance - 1) < 4 * (2 / count).squareRoot())
      #expect(
        distance(values, expected) < fixture.criticalValue, "\(expected.name)")
    }
  }

  @Test func equalKeysGiveEqualWeightsAndBiasesMayBeAbsent() throws {
    for name in Registries.initializers.names {
      let (a, b) = (Parameter(name: "a", shape: [3, 4]), Parameter(name: "b", shape: [3, 4]))
      try draw(name, a, Parameter(name: "bias", shape: [3]))
      try draw(name, b, nil)
      #expect(a.value.array == b.value.array)
      #expect(Set(a.value.array).count == 12)
    }
  }

  /// Kolmogorov and Smirnov's statistic over SciPy's grid: the largest distance of the empirical distribution
  /// function from the expected one.
  private func distance(_ values: [Double], _ expected: Expected) -> Double {
    var below = 0
    var largest = 0.0
    for (x, probability) in zip(expected.grid, expected.cdf) {
      while below < values.count && values[below] <= x { below += 1 }
      largest = max(largest, abs(Double(below) / Double(values.count) - probability))
    }
    return largest
  }
}
