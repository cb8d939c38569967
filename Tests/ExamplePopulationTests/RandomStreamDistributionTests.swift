import RandomStreams
import RandomStreams
import Testing

@testable import ExamplePopulation

struct RandomStreamDistributionTests {
  private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }

  @Test func normalsAndExponentialsHaveTheirMoments() {
    var random = RandomStream(RandomKey(seed: 3, purpose: .simulation))
    let pairs = (0..<100_000).map { _ in random.normals() }
    for values in [pairs.map(\.0), pairs.map(\.1)] {
      let (mean, variance) = moments(values)
      #expect(abs(mean) < 0.015)
      #expect(abs(variance - 1) < 0.02)
    }
    #expect(abs(moments(pairs.map { $0.0 * $0.1 }).mean) < 0.015)
    let (mean, variance) = moments((0..<100_000).map { _ in random.exponential() })
    #expect(abs(mean - 1) < 0.015)
    #expect(abs(variance - 1) < 0.05)
  }
}
