import Files
import Foundation
import TestSupport
import Testing

struct OpenRegularTests {
  @Test func aPipeIsRefusedInsteadOfWaitedFor() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    for error in [
      #expect(throws: PosixError.self) { try MappedFile(path: path) },
      #expect(throws: PosixError.self) { try ReadableFile(path: path).size() },
    ] {
      #expect(error?.description == "\(path): Invalid argument (open, not a regular file)")
    }
  }

  @Test func aDeviceAndAFolderAreRefused() {
    #expect(throws: PosixError.self) { try MappedFile(path: "/dev/zero") }
    let error = #expect(throws: PosixError.self) { try MappedFile(path: "/tmp") }
    #expect(error?.code == EISDIR)
  }
}
