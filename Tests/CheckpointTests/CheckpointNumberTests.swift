import NamedSettings
import NeuralNetwork
import Testing

@testable import Checkpoint

/// The numbers beside the tensors, in every form that programs save them in.
struct CheckpointNumberTests {
  private func open(_ key: String, _ value: [UInt8]) throws -> Checkpoint {
    let state = PickleBytes.dictionary([
      ("w", PickleBytes.tensor(shape: [2, 2], strides: [2, 1]))
    ])
    return try Checkpoint(
      PickleBytes.archive(PickleBytes.dictionary([("state_dict", state), (key, value)])),
      path: "numbers.pth")
  }

  private func epoch(_ value: [UInt8]) throws -> Int { try open("epoch", value).epoch }

  @Test(arguments: [2, 4])
  func numPysNumbersAreRead(protocolVersion: Int) throws {
    let checkpoint = try Checkpoint(
      contentsOf: Fixture.path("numpy_numbers_\(protocolVersion).pth"))
    #expect(checkpoint.epoch == 1_234_567)
    #expect(checkpoint.monitorBest == 1.0 / 3)
    #expect(checkpoint.omissions.isEmpty)
  }

  @Test func everyTypeOfNumPysIsReadByItsBytes() throws {
    func number(_ type: String, _ bytes: [UInt8]) -> PickleValue? {
      PickleDocument.number(type, PickleDocument.digits(bytes))
    }
    // What numpy.<type>(...).tobytes() gives.
    #expect(number("f4", [0, 0, 0xC0, 0xBF])?.content == "-1.5")
    #expect(number("f2", [0, 0x42])?.content == "3.0")
    #expect(number("i4", [0xFE, 0xFF, 0xFF, 0xFF])?.content == "-2")
    #expect(number("i2", [0xFE, 0xFF])?.content == "-2")
    #expect(number("i1", [0xFE])?.content == "-2")
    #expect(number("u8", [UInt8](repeating: 0xFF, count: 8)) == nil)
    #expect(number("u1", [0xFE])?.content == "254")
    #expect(number("b1", [1])?.content == "True")
    #expect(number("c16", [1]) == nil)
  }

  @Test func anEpochMayBeWrittenInManyWays() throws {
    #expect(try epoch(PickleBytes.integer(2)) == 2)
    #expect(try epoch(PickleBytes.real(2)) == 2)
    #expect(try epoch(PickleBytes.tensor(shape: [], strides: [])) == 0)
    #expect(try epoch(PickleBytes.instructions("N")) == 0)
  }

  @Test func whatIsNoEpochIsRefused() throws {
    let values: [(bytes: [UInt8], content: String)] = [
      (PickleBytes.text("2"), "the text '2'"), (PickleBytes.integer(-1), "-1"),
      (PickleBytes.real(2.5), "2.5"), (PickleBytes.real(.nan), "nan"),
      (PickleBytes.integer(.max), "\(Int.max)"), ([PickleOpcode.newTrue.rawValue], "True"),
      (PickleBytes.instructions("]"), "a list"),
      (PickleBytes.tensor(shape: [4], strides: [1]), "a tensor"),
    ]
    for (bytes, content) in values {
      let error = #expect(throws: CheckpointError.self) { try epoch(bytes) }
      #expect(error?.reason == "its epoch is no whole number from 0, but \(content)")
    }
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path("unknown_members.pth"))
    #expect(checkpoint.scheduler == ["last_epoch": .integer(60), "gamma": .real(0.5)])
    #expect(checkpoint.monitorBest == nil)
    #expect(
      checkpoint.omissions == ["its monitor_best is no number, but the text '0.5', and is left out"]
    )
    #expect(
      try open("lr_scheduler", PickleBytes.instructions("]")).omissions
        == ["its lr_scheduler is no dictionary, but a list, and is left out"])
  }

  @Test func theNumberOfBatchesIsAnIntegerAsInPyTorch() throws {
    let checkpoint = Checkpoint(
      architecture: nil, epoch: 0,
      stateDictionary: [
        ("1.running_mean", Tensor(shape: [2], values: [1, 2])),
        ("1.num_batches_tracked", Tensor(shape: [], values: [70_000])),
      ], optimizer: nil, monitorBest: nil, configuration: nil, scheduler: nil)
    let bytes = checkpoint.encoded()
    #expect(
      try Checkpoint(bytes, path: "copy").stateDictionary.map(\.tensor.array)
        == [[1, 2], [70_000]])
    try bytes.withUnsafeBytes { bytes in
      let archive = try TorchArchive(ByteView(bytes))
      let storages = try PickleReader.read(archive.pickle()).storages
      #expect(storages.map(\.elementType) == [.float32, .int64])
      #expect(try archive.storage("1").integer(Int64.self, at: 0) == 70_000)
    }
  }
}
