import NamedSettings
import Testing

@testable import TrialSearch

struct SobolSequenceTests {
  private struct Reference: Decodable {
    struct Unscrambled: Decodable {
      let start: [[Double]]
      let later: [[Double]]
      let laterIndex: Int
    }

    struct Scrambled: Decodable {
      let rows: [[UInt32]]
      let shifts: [UInt32]
      let points: [[Double]]
    }

    let unscrambled: Unscrambled
    let scrambled: Scrambled
  }

  @Test func unscrambledPointsAreThoseOfSciPy() throws {
    let reference: Reference = try Fixture.decoded("sequences.json")
    #expect(reference.unscrambled.start.count == SobolSequence.maxDimensions)
    for dimension in 0..<SobolSequence.maxDimensions {
      let sequence = SobolSequence(dimension: dimension)
      let start = reference.unscrambled.start[dimension]
      #expect(start.indices.map { sequence.number(at: $0) * 0x1p30 } == start)
      let later = reference.unscrambled.later[dimension]
      let first = reference.unscrambled.laterIndex
      #expect(later.indices.map { sequence.number(at: first + $0) * 0x1p30 } == later)
    }
  }

  @Test func pointsScrambledByTheSameChoicesAreThoseOfSciPy() throws {
    let reference: Reference = try Fixture.decoded("sequences.json")
    for (dimension, points) in reference.scrambled.points.enumerated() {
      var sequence = SobolSequence(dimension: dimension)
      sequence.scramble(
        rows: reference.scrambled.rows[dimension], shift: reference.scrambled.shifts[dimension])
      #expect(points.indices.map { sequence.number(at: $0) * 0x1p30 } == points)
    }
  }

  @Test func scrambledPointsHitEveryCellOfAPowerOfTwoOnce() throws {
    let problem = SearchProblem(
      space: try SearchSpace(["a": SearchSpace.float(0, 1), "b": SearchSpace.float(0, 1)]),
      lowerIsBetter: true, seed: 8)
    let sampler = try Registries.samplers.make(type: "QMCSampler")
    var copy = sampler
    let points = (0..<64).map { copy.suggest($0, after: SearchHistory(), for: problem) }
    for dimension in 0..<2 {
      #expect(Set(points.map { Int($0[dimension] * 64) }).count == 64)
    }
    // A net in two dimensions: every 8 x 8 cell holds one point.
    #expect(Set(points.map { Int($0[0] * 8) * 8 + Int($0[1] * 8) }).count == 64)
    var other = problem
    other.seed = 9
    #expect(points[0] != copy.suggest(0, after: SearchHistory(), for: other))
  }
}
