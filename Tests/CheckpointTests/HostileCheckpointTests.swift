import NeuralNetwork
import Testing

@testable import Checkpoint

/// Pickles made to do harm: each ends in an error, none in a crash or in memory the file does not
/// justify.
struct HostileCheckpointTests {
  private static let tensor = PickleBytes.tensor(shape: [2, 2], strides: [1, 2])

  private func open(_ value: [UInt8], count: Int = 4) throws -> Checkpoint {
    try Checkpoint(PickleBytes.archive(value, count: count), path: "hostile.pth")
  }

  private func open(tensor: [UInt8], config: [UInt8] = Array("N".utf8)) throws -> Checkpoint {
    try open(
      PickleBytes.dictionary([
        ("state_dict", PickleBytes.dictionary([("w", tensor)])), ("config", config),
      ]))
  }

  private func reason(_ open: () throws -> Checkpoint) throws -> String {
    try #require(throws: CheckpointError.self) { try open() }.reason
  }

  @Test func tensorsMustFitTheirStorage() throws {
    let descriptions: [(count: Int, offset: Int, shape: [Int], strides: [Int])] = [
      (4, 0, [5], [1]), (4, 1, [4], [1]), (4, 0, [2, 2], [3, 1]), (4, -1, [1], [1]),
      (4, 0, [2], [-1]), (4, 0, [-2], [1]), (4, .max, [2], [1]), (4, 0, [2], [.max]),
      (4, 0, [1 << 40], [0]), (4, 0, [1 << 32, 1 << 32], [0, 0]), (4, 0, [.max, .max], [1, 1]),
      (4, 4, [1], [1]), (0, 0, [], []), (1 << 40, 0, [1 << 40], [1]), (5, 0, [5], [1]),
      (-4, 0, [4], [1]), (.max, 0, [.max], [1]), (.max, 0, [1], [1]),
    ]
    for (count, offset, shape, strides) in descriptions {
      let tensor = PickleBytes.tensor(
        count: count, offset: offset, shape: shape, strides: strides)
      #expect(try reason { try open(tensor: tensor) }.contains("damaged"), "\(shape) \(strides)")
    }
    let tooManyDimensions = PickleBytes.tensor(
      shape: [Int](repeating: 1, count: 65), strides: [Int](repeating: 1, count: 65))
    #expect(try reason { try open(tensor: tooManyDimensions) }.contains("not a dense tensor"))
  }

  @Test func stridesOfDimensionsOfOneMayBeAnything() throws {
    let tensor = PickleBytes.tensor(shape: [2, 1, 2], strides: [1, .max, 2])
    #expect(try open(tensor: tensor).stateDictionary[0].tensor.shape == [2, 1, 2])
  }

  @Test func aStorageMustBeInTheArchive() throws {
    for storage in ["1", "../data.pkl", ""] {
      let tensor = PickleBytes.tensor(storage: storage, shape: [4], strides: [1])
      #expect(try reason { try open(tensor: tensor) }.contains("lacks the entry"), "\(storage)")
    }
  }

  @Test func oneStorageUnderManyNamesDoesNotMultiplyTheMemory() throws {
    // A tensor of 1,000 elements, remembered as 0 and fetched under 10,000 names of a few bytes.
    let tensor = PickleBytes.tensor(count: 1000, shape: [1000], strides: [1])
    var items = [("0", tensor + PickleBytes.instructions("q\0"))]
    for index in 1..<10_000 { items.append(("\(index)", PickleBytes.instructions("h\0"))) }
    #expect(
      try reason { try open(PickleBytes.dictionary(items), count: 1000) }
        .contains("would not fit the memory"))
    #expect(
      try open(PickleBytes.dictionary(Array(items.prefix(3))), count: 1000)
        .stateDictionary.count == 3)
  }

  @Test func valuesTooDeepOrTooManyAreRefused() throws {
    let deep =
      PickleBytes.instructions(")")
      + [UInt8](repeating: PickleOpcode.tuple1.rawValue, count: 300_000)
    let cyclic = PickleBytes.instructions("]q\0h\0a")
    // A list of two empty lists, a list of two of these, and so on: 2 to the 50th elements.
    let doubled = (0..<50).reduce(PickleBytes.instructions("]")) { list, _ in
      list + PickleBytes.instructions("q\0" + "0]h\0ah\0a")
    }
    for config in [deep, cyclic, doubled] {
      #expect(
        try reason { try open(tensor: Self.tensor, config: config) }.contains("contains itself"))
    }
  }

  @Test func cyclesAndDepthsThatNobodyAsksForAreHarmless() throws {
    let deep = (0..<300_000).reduce(into: PickleBytes.instructions("]")) { list, _ in
      list += PickleBytes.instructions("q\0" + "0]h\0a")
    }
    let cyclic = PickleBytes.instructions("]q\0h\0a")
    let checkpoint = try open(
      PickleBytes.dictionary([
        ("state_dict", PickleBytes.dictionary([("w", Self.tensor)])), ("deep", deep),
        ("cyclic", cyclic),
      ]))
    #expect(checkpoint.stateDictionary.count == 1)
  }

  @Test func aNameTwiceIsRefused() throws {
    let state = PickleBytes.dictionary([("w", Self.tensor), ("w", Self.tensor)])
    #expect(try reason { try open(state) }.contains("a name twice"))
  }

  @Test func nothingIsCalled() throws {
    let call =
      PickleBytes.instructions("cos\nsystem\n(") + PickleBytes.text("touch x")
      + PickleBytes.instructions("tR")
    #expect(try open(tensor: Self.tensor, config: call).configuration == nil)
    #expect(try reason { try open(tensor: call) }.contains("an object of os.system"))
  }

  @Test func everyPickleOfThreeBytesIsReadOrRefused() {
    var refused = 0
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let pickle = [first, second, PickleOpcode.stop.rawValue]
        pickle.withUnsafeBytes { bytes in
          do { _ = try PickleReader.read(ByteView(bytes)) } catch { refused += 1 }
        }
      }
    }
    // No two bytes before the end leave a value but those that push one, or read one byte.
    #expect(refused > 60_000)
  }
}
