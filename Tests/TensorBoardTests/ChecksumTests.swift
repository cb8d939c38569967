import Files
import Testing

struct ChecksumTests {
  @Test func checksumsOfTheStandardTextAreTheStandardOnes() {
    let digits = Array("123456789".utf8)
    #expect(CRC32.castagnoli.checksum(digits) == 0xE306_9283)
    #expect(CRC32.zip.checksum(digits) == 0xCBF4_3926)
  }

  // RFC 3720, B.4.
  @Test func checksumsOfTheStandardBlocksAreTheStandardOnes() {
    #expect(CRC32.castagnoli.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32.castagnoli.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32.castagnoli.checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(CRC32.castagnoli.checksum([]) == 0)
  }
}
