import Files
import Foundation
import TestSupport
import Testing

/// Reading files and appending to them.
struct ReadingTests {
  @Test func aMappedFileHasTheFilesBytes() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
    let file = try MappedFile(path: folder.write(bytes, to: "file"))
    #expect(file.count == 10_000)
    #expect(file.withBytes { Array($0) } == bytes)
  }

  @Test func anEmptyFileIsMappedAsNothing() throws {
    let folder = try TemporaryFolder()
    let file = try MappedFile(path: folder.write("", to: "file"))
    #expect(file.count == 0)
    #expect(file.withBytes { Array($0) } == [])
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: PosixError.self) { try MappedFile(path: folder.path("none")) }
    #expect(missing == PosixError(call: "open", path: folder.path("none"), code: ENOENT))
    #expect(missing?.isMissing == true)
    let directory = #expect(throws: PosixError.self) { try MappedFile(path: folder.path) }
    #expect(directory?.code == EISDIR)
    #expect(directory?.isMissing == false)
  }

  @Test func whatIsAppendedStandsAtTheEnd() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "file")
    let file = try AppendingFile(path: folder.path("file"))
    let other = try AppendingFile(path: folder.path("file"))
    try file.append(Array("b".utf8))
    try other.append(Array("c".utf8))
    try file.append(Array("d".utf8))
    #expect(try folder.text("file") == "abcd")
    #expect(throws: PosixError.self) { try AppendingFile(path: folder.path("none/file")) }
  }
}
