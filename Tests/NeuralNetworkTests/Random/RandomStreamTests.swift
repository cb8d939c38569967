import Foundation
import NeuralNetwork
import RandomStreams
import Testing

struct RandomStreamTests {
  struct PhiloxCase: Decodable {
    let key: [String]
    let counter: [String]
    let words: [String]
  }

  @Test func wordsAgreeWithNumPy() throws {
    let cases = try Fixture.decode([PhiloxCase].self, "philox.json")
    #expect(cases.count == 2)
    for expected in cases {
      let key = try expected.key.map { try #require(UInt64($0)) }
      let counter = try expected.counter.map { try #require(UInt64($0)) }
      let purpose = try #require(RandomKey.Purpose(rawValue: UInt32(counter[3] >> 32)))
      var stream = RandomStream(
        RandomKey(
          seed: key[0], variant: key[1], trial: counter[2], purpose: purpose,
          index: UInt32(truncatingIfNeeded: counter[3]), epoch: counter[1]))
      for _ in 0..<4 { _ = stream.next() }
      #expect(expected.words.map { UInt64($0) } == expected.words.map { _ in stream.next() })
    }
  }

  @Test func keysThatDifferAnywhereGiveOtherNumbers() {
    let key = RandomKey(seed: 1, variant: 2, trial: 3, purpose: .shuffle, index: 4, epoch: 5)
    var others = [key, key, key, key, key, key]
    others[0].seed = 2
    others[1].variant = 3
    others[2].trial = 4
    others[3].purpose = .dropout
    others[4].index = 5
    others[5].epoch = 6
    var words = Set<UInt64>()
    for key in [key] + others {
      var stream = RandomStream(key)
      for _ in 0..<8 { words.insert(stream.next()) }
    }
    #expect(words.count == 7 * 8)
  }

  @Test func uniformNumbersFillTheUnitInterval() {
    var stream = RandomStream(RandomKey(seed: 9, purpose: .weights))
    let numbers = (0..<100_000).map { _ in stream.uniform() }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = numbers.reduce(0, +) / 100_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean - 0.5) < 0.005)
    #expect(abs(variance - 1.0 / 12) < 0.002)
  }
}
