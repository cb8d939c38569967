import Files
import Foundation
import PNG
import Testing

@testable import MapDataset

struct NpyFormatTests {
  private func values(_ path: String) throws -> (shape: [Int], values: [Double]) {
    let format = try NpyFormat(of: .open(path))
    var scratch = MapScratch()
    let shape = try format.read(.open(path), into: &scratch)
    return (shape, Array(scratch.values.prefix(shape.reduce(1, *))))
  }

  private func fault(_ bytes: [UInt8]) throws -> DatasetError {
    let folder = try TemporaryFolder()
    let path = try folder.write("map.npy", bytes)
    let error = try #require(throws: DatasetError.self) { try values(path) }
    #expect(error.path == path)
    #expect(error.kind == .malformed)
    return error
  }

  private func fixture(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: Fixture.path("npy/\(name).npy"))))
  }

  @Test func everyTypeByteOrderLayoutAndVersionIsReadAsNumPyWroteIt() throws {
    let expected = try Fixture.decode([String: [[Double]]].self, "npy.json")
    #expect(expected.count == 43)
    for (name, rows) in expected {
      let map = try values(Fixture.path("npy/\(name).npy"))
      #expect(map.shape == [rows.count, rows[0].count], "\(name)")
      #expect(map.values == rows.flatMap(\.self), "\(name)")
    }
  }

  @Test(arguments: [
    ("object", "holds Python objects, which are never loaded; save it as float64"),
    ("structured", "holds records (a structured dtype); save one field as float64"),
    ("complex", "the dtype '<c16' is no map's; save it as float64"),
    ("text", "the dtype '<U1' is no map's; save it as float64"),
    ("one_dimension", "has the shape [4]; a map has two dimensions, rows and columns"),
    ("three_dimensions", "has the shape [1, 2, 2]; a map has two dimensions, rows and columns"),
    ("no_rows", "has the shape [0, 3]; a map has two dimensions, rows and columns"),
  ])
  func whatIsNoMapOfNumbersIsAnError(name: String, reason: String) throws {
    #expect(try fault(fixture("bad_\(name)")).reason == reason)
  }

  @Test func anEmptyOrForeignFileIsAnError() throws {
    #expect(try fault([]).reason == "is empty")
    #expect(try fault(Array("\u{89}PNG and more".utf8)).reason == "is not an .npy file")
    #expect(
      try fault(PNGImage.signature + [0, 0, 0, 0, 0]).reason
        == "is a PNG image: choose the loader LoaderMultichannelImage")
    #expect(try fault([0x93]).reason == "is not an .npy file")
  }

  @Test func aFileCutShortAnywhereIsAnError() throws {
    let whole = try fixture("f8_little_C")
    #expect(whole.count == 128 + 48)
    for count in 6..<128 {
      #expect(try fault(Array(whole.prefix(count))).reason == "is cut short inside its header")
    }
    for count in 128..<whole.count {
      #expect(
        try fault(Array(whole.prefix(count))).reason
          == "is cut short: a map of shape [2, 3] and 8 bytes an element does not fit the "
          + "\(count - 128) bytes after the header")
    }
  }

  @Test func anUnknownVersionIsAnError() throws {
    var bytes = try fixture("f8_little_C")
    bytes[6] = 4
    #expect(
      try fault(bytes).reason == "has version 4 of the .npy format; 1, 2 and 3 are known")
  }

  @Test func aHeaderBeyondNumPysLimitIsAnError() throws {
    let description = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }"
    func padded(_ count: Int) -> [UInt8] {
      NpyBytes.file(description + String(repeating: " ", count: count - description.count), one)
    }
    let one = [UInt8](repeating: 0, count: 8)
    let folder = try TemporaryFolder()
    #expect(try values(folder.write("map.npy", padded(10_000))).values == [0])
    #expect(
      try fault(padded(10_001)).reason
        == "has a header of 10001 bytes; at most 10000 are accepted")
  }

  @Test(arguments: [
    "", "{}", "{'descr': '<f8', 'fortran_order': False}",
    "{'descr': '<f8', 'fortran_order': 0, 'shape': (1, 1)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': [1, 1]}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 1)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 99999999999999999999)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), 'more': 1}",
    "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)} + exit()",
    "{'descr: '<f8', 'fortran_order': False, 'shape': (1, 1)}",
  ])
  func aDescriptionThatIsNotNumPysIsAnError(description: String) throws {
    #expect(
      try fault(NpyBytes.file(description, Array(repeating: 0, count: 8))).reason
        == "its header is not a dictionary of descr, fortran_order and shape")
  }

  @Test(arguments: ["f8", "<f", "|f8", "<f3", "<b2", "?"])
  func anUnknownTypeIsAnError(descriptor: String) throws {
    let description = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (1, 1), }"
    #expect(
      try fault(NpyBytes.file(description, Array(repeating: 0, count: 8))).reason
        .contains("the dtype '\(descriptor)'"))
  }

  @Test func anAbsurdShapeDoesNotOverflow() throws {
    let big = Int.max
    let description = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(big), \(big)), }"
    #expect(try fault(NpyBytes.file(description)).reason.hasPrefix("is cut short: a map of shape"))
  }

  @Test func aFileOfAnotherHeaderIsReadByItsOwn() throws {
    let expected = try Fixture.decode([String: [[Double]]].self, "npy.json")
    let format = try NpyFormat(of: .open(Fixture.path("npy/f8_little_C.npy")))
    var scratch = MapScratch()
    for (name, rows) in expected {
      let shape = try format.read(.open(Fixture.path("npy/\(name).npy")), into: &scratch)
      #expect(shape == [rows.count, rows[0].count], "\(name)")
      if shape != [2, 3] { continue }
      #expect(Array(scratch.values.prefix(6)) == rows.flatMap(\.self), "\(name)")
    }
  }

  @Test func aFileThatIsCutShortAfterItWasOpenedIsAnErrorNotACrash() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "map.npy",
      NpyBytes.file(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (40, 40), }",
        Array(repeating: 0, count: 40 * 40 * 8)))
    let format = try NpyFormat(of: .open(path))
    let file = try ReadableFile.open(path)
    #expect(truncate(path, 200) == 0)
    var scratch = MapScratch()
    var reason = ""
    do { _ = try format.read(file, into: &scratch) } catch { reason = error.reason }
    #expect(reason == "was cut short while it was read")
  }
}
