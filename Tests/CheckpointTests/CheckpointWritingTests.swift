import Files
import NamedSettings
import NeuralNetwork
import Testing

@testable import Checkpoint

struct CheckpointWritingTests {
  @Test func whatIsWrittenIsReadBack() throws {
    for name in try Fixture.expected().keys {
      let saved = try Checkpoint(contentsOf: Fixture.path(name))
      let read = try Checkpoint(saved.encoded(), path: "copy")
      #expect(read.architecture == saved.architecture)
      #expect(read.epoch == saved.epoch)
      #expect(read.plainState == saved.plainState)
      #expect(read.optimizer?.plain == saved.optimizer?.plain)
      #expect(read.monitorBest == saved.monitorBest)
      #expect(read.configuration == saved.configuration)
      #expect(read.scheduler == saved.scheduler)
    }
  }

  @Test func theSameContentGivesTheSameBytes() throws {
    // A Swift dictionary's order changes with its history: 100 keys inserted forwards and
    // backwards.
    func checkpoint(_ keys: some Sequence<Int>) -> Checkpoint {
      var object: [String: SettingValue] = [:]
      for key in keys { object["key \(key)"] = .integer(key) }
      return Checkpoint(
        architecture: "A", epoch: 1,
        stateDictionary: [("w", Tensor(shape: [2], values: [1, .infinity]))], optimizer: nil,
        monitorBest: -.infinity, configuration: .object(object), scheduler: object)
    }
    let bytes = checkpoint(0..<100).encoded()
    #expect(bytes == checkpoint((0..<100).reversed()).encoded())
    let read = try Checkpoint(bytes, path: "copy")
    #expect(read.monitorBest == -.infinity)
    #expect(read.stateDictionary[0].tensor.array == [1, .infinity])
  }

  @Test func everyIntegerSurvives() throws {
    let integers = [
      0, 255, 256, -1, Int(Int32.max), Int(Int32.min), 1 << 31, -1 << 31 - 1, .max, .min,
    ]
    let configuration = SettingValue.array(integers.map { .integer($0) })
    let saved = Checkpoint(
      architecture: nil, epoch: 0, stateDictionary: [], optimizer: nil, monitorBest: nil,
      configuration: configuration, scheduler: nil)
    #expect(try Checkpoint(saved.encoded(), path: "copy").configuration == configuration)
  }

  @Test func archivesArePyTorchsByteForByte() throws {
    for name in ["views.pth", "optimizer_Adam.pth", "bare.pth"] {
      let original = try Fixture.bytes(name)
      #expect(try original == rewritten(original, wideFrom: Int(UInt32.max)), "\(name)")
    }
  }

  @Test func archivesWithWideSizesAndOffsetsAreReadBack() throws {
    let original = try Fixture.bytes("optimizer_Adam.pth")
    // Entries of 32 bytes and more, and all behind the first, get 64-bit fields.
    let wide = try rewritten(original, wideFrom: 32)
    #expect(wide.count > original.count + 40 * 8)
    let read = try Checkpoint(wide, path: "wide")
    #expect(read.plainState == (try Checkpoint(original, path: "narrow").plainState))
  }

  /// The archive written anew, entry by entry.
  private func rewritten(_ archive: [UInt8], wideFrom: Int) throws -> [UInt8] {
    try archive.withUnsafeBytes { bytes in
      let reader = try ZipArchiveReader(ByteView(bytes))
      var writer = ZipArchiveWriter(capacity: archive.count, wideFrom: wideFrom)
      for name in reader.names { writer.add(name, try reader.contents(name).memory.bytes) }
      return writer.finish()
    }
  }
}
