import NeuralNetwork
import Testing

@testable import Checkpoint

/// Files that a full disk, a broken copy or a bad sector made.
struct DamagedCheckpointTests {
  @Test func everyTruncationIsRefused() throws {
    let whole = try Fixture.bytes("bare.pth")
    for count in 0..<whole.count {
      #expect(throws: CheckpointError.self) {
        try Checkpoint(Array(whole.prefix(count)), path: "part.pth")
      }
    }
  }

  @Test(arguments: [UInt8(0x01), 0x80, 0xFF])
  func aChangedByteIsNoticedOrOfNoMatter(mask: UInt8) throws {
    var bytes = try Fixture.bytes("bare.pth")
    let original = try Checkpoint(bytes, path: "whole.pth").stateDictionary
    var refused = 0
    for index in bytes.indices {
      bytes[index] ^= mask
      defer { bytes[index] ^= mask }
      do {
        let read = try Checkpoint(bytes, path: "changed.pth").stateDictionary
        #expect(read.map(\.name) == original.map(\.name), "byte \(index)")
        #expect(read.map(\.tensor.array) == original.map(\.tensor.array), "byte \(index)")
      } catch {
        refused += 1
      }
    }
    // All but padding and what only PyTorch reads.
    #expect(refused > bytes.count / 3)
  }

  @Test func aChangedPickleWithARightChecksumIsReadOrRefused() throws {
    let original = try Fixture.bytes("optimizer_SGD.pth")
    let entries = try original.withUnsafeBytes { bytes in
      let archive = try ZipArchiveReader(ByteView(bytes))
      return try archive.names.map { ($0, Array(try archive.contents($0).memory)) }
    }
    var refused = 0
    let pickleSize = entries[0].1.count
    for index in 0..<pickleSize {
      for mask in [UInt8(0x01), 0x10, 0xFF] {
        var writer = ZipArchiveWriter(capacity: original.count)
        for (name, content) in entries {
          var content = content
          if name.hasSuffix("data.pkl") { content[index] ^= mask }
          writer.add(name, content.span.bytes)
        }
        do { _ = try Checkpoint(writer.finish(), path: "changed.pth") } catch { refused += 1 }
      }
    }
    #expect(refused > pickleSize)
  }
}
