import Files
import Foundation
import TestSupport
import Testing

/// Folders.
struct DirectoryTests {
  @Test func aFolderIsMadeWithThoseOnTheWay() throws {
    let folder = try TemporaryFolder()
    try Directory.create(folder.path("a/b/c"))
    #expect(Directory.isDirectory(folder.path("a/b/c")))
    try folder.write("kept", to: "a/b/c/file")
    try Directory.create(folder.path("a/b/c"))
    #expect(try folder.text("a/b/c/file") == "kept")
  }

  @Test(arguments: ["file", "file/a", "file/a/b"])
  func aFileOnTheWayIsNamed(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "file")
    let error = #expect(throws: PosixError.self) { try Directory.create(folder.path(path)) }
    #expect(error == PosixError(call: "mkdir", path: folder.path("file"), code: ENOTDIR))
    #expect(error?.description == "\(folder.path("file")): Not a directory (mkdir)")
  }

  @Test func aNewFolderIsMadeOnce() throws {
    let folder = try TemporaryFolder()
    #expect(try Directory.createNew(folder.path("a")))
    #expect(try !Directory.createNew(folder.path("a")))
    try folder.write("", to: "file")
    #expect(try !Directory.createNew(folder.path("file")))
    #expect(throws: PosixError.self) { try Directory.createNew(folder.path("none/a")) }
  }

  @Test func namesAreSortedAndHiddenOnesAreAmongThem() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a", ".hidden", "ß 星"] { try folder.write("", to: name) }
    #expect(try Directory.names(in: folder.path) == [".hidden", "a", "b", "ß 星"])
    #expect(throws: PosixError.self) { try Directory.names(in: folder.path("a")) }
    #expect(throws: PosixError.self) { try Directory.names(in: folder.path("none")) }
  }

  @Test func removingTakesAllBelowButFollowsNoLink() throws {
    let folder = try TemporaryFolder()
    try folder.write("kept", to: "outside/file")
    try folder.write("", to: "inside/a/.hidden")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("inside/link"), withDestinationPath: folder.path("outside"))
    try Directory.remove(folder.path("inside"))
    try Directory.remove(folder.path("none"))
    #expect(folder.files() == ["outside/file"])
    #expect(!folder.contains("inside"))
  }

  @Test func movingReplacesAFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("new", to: "new")
    try folder.write("old", to: "old")
    try Directory.move(folder.path("new"), to: folder.path("old"))
    #expect(folder.files() == ["old"])
    #expect(try folder.text("old") == "new")
    let error = #expect(throws: PosixError.self) {
      try Directory.move(folder.path("new"), to: folder.path("old"))
    }
    #expect(error?.code == ENOENT)
  }
}
