import NeuralNetwork
import RandomStreams
import Testing

struct RandomStreamDistributionTests {
  struct Expected: Decodable {
    let normal: [Double]
    let permutations: [[Int]]
    let bounds: Int
    let bounded: [Int]
  }

  private let expected: Expected
  private let stream = RandomStream(RandomKey(seed: 3, purpose: .shuffle))

  init() throws { expected = try Fixture.decode(Expected.self, "distributions.json") }

  @Test func normalNumbersAreBoxAndMullers() {
    var stream = stream
    for number in expected.normal {
      #expect(isClose(stream.normal(), number, relative: 1e-12))
    }
  }

  @Test func boundedNumbersAndPermutationsAreThoseWorkedOutInPython() {
    var stream = stream
    #expect(expected.bounded.map { _ in stream.below(expected.bounds) } == expected.bounded)
    stream = self.stream
    for permutation in expected.permutations {
      #expect(stream.permutation(permutation.count) == permutation)
    }
  }

  @Test func everyOrderIsAsLikely() {
    var stream = stream
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[stream.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    // The 99.9 % quantile of chi-squared with 23 degrees of freedom.
    let chiSquared = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(chiSquared < 49.73)
    #expect(stream.permutation(0) == [])
  }
}
