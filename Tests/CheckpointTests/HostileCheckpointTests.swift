import NeuralNetwork
import Testing

@testable import Checkpoint

/// Pickles made to do harm: each ends in an error, none in a crash or in memory the file does not
/// justify.
struct HostileCheckpointTests {
  private static let tensor = PickleBytes.tensor(shape: [2, 2], strides: [1, 2])

  /// What the pickle remembers as 1.
  private static let remembered = PickleBytes.instructions("h\u{1}")

  private func open(_ value: [UInt8], count: Int = 4) throws -> Checkpoint {
    try Checkpoint(PickleBytes.archive(value, count: count), path: "hostile.pth")
  }

  private func open(tensor: [UInt8], config: [UInt8] = Array("N".utf8)) throws -> Checkpoint {
    try open(
      PickleBytes.dictionary([
        ("state_dict", PickleBytes.dictionary([("w", tensor)])), ("config", config),
      ]))
  }

  private func open(optimizer: [UInt8]) throws -> Checkpoint {
    try open(
      PickleBytes.dictionary([
        ("state_dict", PickleBytes.dictionary([("w", Self.tensor)])), ("optimizer", optimizer),
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

  @Test func listsSharedByAnOptimizersEntriesAreNotCopied() throws {
    // A list of two numbers, a list of twelve of these, and so on: half a million numbers, which a
    // thousand entries of a parameter refer to, and as many settings of the group.
    let levels = (0..<6).reduce(PickleBytes.instructions("](K\u{1}K\u{2}e")) { list, _ in
      list + PickleBytes.instructions("q\0" + "0](" + String(repeating: "h\0", count: 12) + "e")
    }
    let shared = (0..<1000).map { ("n\($0)", Self.remembered) }
    func optimizer(_ entries: [(String, [UInt8])], _ group: [(String, [UInt8])]) -> [UInt8] {
      levels + PickleBytes.instructions("q\u{1}0")
        + PickleBytes.dictionary([
          ("state", PickleBytes.instructions("}(K\0") + PickleBytes.dictionary(entries) + [0x75]),
          (
            "param_groups",
            PickleBytes.instructions("](")
              + PickleBytes.dictionary(group + [("params", PickleBytes.tuple([0]))]) + [0x65]
          ),
        ])
    }
    let step = ("step", PickleBytes.integer(3))
    #expect(
      try open(optimizer: optimizer(shared + [step], [])).optimizer?.entries[0]?.map(\.name) == [
        "step"
      ])
    #expect(try reason { try open(optimizer: optimizer([step], shared)) }.contains("too large"))
  }

  @Test(.timeLimit(.minutes(1)))
  func aLongShapeSharedByManyTensorsIsNotCopied() throws {
    let long =
      PickleBytes.instructions("](") + [UInt8]("K\u{1}".utf8).repeated(300_000)
      + PickleBytes.instructions("eq\0" + "0")
    let identifier =
      PickleBytes.instructions("(") + PickleBytes.text("storage")
      + PickleBytes.instructions("ctorch\nFloatStorage\n") + PickleBytes.text("0")
      + PickleBytes.text("cpu") + PickleBytes.integer(4) + PickleBytes.instructions("tQ")
    let tensor =
      PickleBytes.instructions("ctorch._utils\n_rebuild_tensor_v2\n(") + identifier
      + PickleBytes.instructions("K\0h\0h\0N}tR0")
    let value = long + tensor.repeated(20_000) + Self.tensor
    #expect(try open(PickleBytes.dictionary([("w", value)])).stateDictionary.count == 1)
  }

  @Test func emptyTensorsTakeTheirShareOfTheMemory() throws {
    // 500 of them, to which each of 300 parameters refers.
    let empty = PickleBytes.tensor(shape: [0], strides: [1]) + PickleBytes.instructions("q\u{1}0")
    let entries = PickleBytes.dictionary((0..<500).map { ("\($0)", Self.remembered) })
    let state = (0..<300).flatMap { PickleBytes.integer($0) + PickleBytes.instructions("h\u{2}") }
    let group = PickleBytes.dictionary([("params", PickleBytes.tuple(Array(0..<300)))])
    let optimizer =
      empty + entries + PickleBytes.instructions("q\u{2}0")
      + PickleBytes.dictionary([
        ("state", PickleBytes.instructions("}(") + state + PickleBytes.instructions("u")),
        ("param_groups", PickleBytes.instructions("](") + group + PickleBytes.instructions("e")),
      ])
    #expect(try reason { try open(optimizer: optimizer) }.contains("would not fit the memory"))
  }

  @Test func namesAreWrittenWithoutControlCharacters() throws {
    let state = PickleBytes.dictionary([("evil\n\u{1B}[31mred", PickleBytes.integer(1))])
    #expect(
      try reason { try open(PickleBytes.dictionary([("state_dict", state)])) }
        == "state_dict['evil\\n\\u{1B}[31mred'] is a number, not a dense tensor of real numbers")
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

extension [UInt8] {
  fileprivate func repeated(_ count: Int) -> [UInt8] {
    Array(repeatElement(self, count: count).joined())
  }
}
