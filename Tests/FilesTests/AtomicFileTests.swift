import Files
import TestSupport
import Testing

/// A file is the old one or the new one, never a part.
struct AtomicFileTests {
  @Test func aFileIsWrittenWholeAndAlone() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try AtomicFile.write(bytes, to: folder.path("file"))
    #expect(try folder.bytes("file") == bytes)
    try AtomicFile.write([], to: folder.path("file"))
    #expect(try folder.bytes("file") == [])
    try AtomicFile.write("new".utf8, to: folder.path("file"))
    #expect(try folder.text("file") == "new")
    #expect(try folder.names(in: "") == ["file"])
  }

  @Test func aCopyIsTheSame() throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], to: "file")
    try AtomicFile.copy(folder.path("file"), to: folder.path("copy"))
    #expect(try folder.bytes("copy") == [1, 2, 3])
    #expect(try folder.names(in: "") == ["copy", "file"])
  }

  @Test func aFailureLeavesTheOldFilesAndNoTemporaryOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "taken/file")
    // A folder that is not empty cannot be replaced by a file.
    let error = #expect(throws: PosixError.self) {
      try AtomicFile.write("new".utf8, to: folder.path("taken"))
    }
    #expect(error?.call == "rename")
    #expect(error?.path == folder.path("taken"))
    #expect(try folder.names(in: "") == ["taken"])
    #expect(try folder.text("taken/file") == "old")
    #expect(throws: PosixError.self) {
      try AtomicFile.copy(folder.path("none"), to: folder.path("taken/file"))
    }
    #expect(try folder.text("taken/file") == "old")
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("none/file")
    let error = #expect(throws: PosixError.self) { try AtomicFile.write([1], to: path) }
    #expect(error?.isMissing == true)
    #expect(error?.path.hasPrefix(path) == true)
    #expect(try folder.names(in: "") == [])
  }
}
