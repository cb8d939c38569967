import Files
import Foundation
import HDF5
import PNG
import Testing

@testable import MapDataset

struct DatasetPackerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func pack(
    _ table: String, keepsType: Bool = true, _ compression: Compression = .none
  ) throws -> String {
    let path = folder.path + "/packed.h5"
    try DatasetPacker(path: table, keepsType: keepsType, compression: compression)
      .pack(to: path) { _ in }
    return path
  }

  private func open(
    _ path: String, _ kind: DatasetDescription.MapKind = .array, inputs: [Int] = [0, 1]
  ) throws -> MapDataset {
    var description = DatasetDescription(
      tablePath: path, statisticsPath: nil, inputColumns: inputs, labelColumns: [3],
      scaling: .standardize)
    description.kind = kind
    return try MapDataset(description)
  }

  @Test(arguments: Compression.allCases)
  func aPackedDatasetIsTheTableBitForBit(compression: Compression) throws {
    let table = Fixture.path("dataset/dataset.csv")
    let packed = try open(pack(table, compression), inputs: [1, 0])
    let original = try open(table, inputs: [1, 0])
    #expect(try packed.inputs([0, 1, 2]) == original.inputs([0, 1, 2]))
    #expect(packed.labels([0, 1, 2]) == original.labels([0, 1, 2]))
    #expect(packed.inputNames == original.inputNames)
    #expect(try Directory.names(in: folder.path) == ["packed.h5"])
  }

  @Test func singlePrecisionIsThatOfTheRoundedMaps() throws {
    let values = [0.1, 1e-3, 7, -2.5]
    try folder.writeMap("a.npy", rows: 2, values)
    let table = try folder.writeTable("input:a,x", "a.npy,1")
    let packed = try FileReader(path: pack(table, keepsType: false))
    let maps = try DatasetReader(packed, "/inputs/a")
    #expect(maps.elementType == ElementType(.float, size: 4))
    #expect(maps.offset != nil)
    var read = [Double](repeating: 0, count: 4)
    try maps.read(starts: [0, 0, 0], counts: [1, 2, 2], into: &read)
    #expect(read == values.map { Double(Float($0)) })
  }

  @Test func everyTypeAndLayoutKeepsItsNumbers() throws {
    let expected = try Fixture.decode([String: [[Double]]].self, "npy.json")
    for (name, rows) in expected where rows.count == 2 && rows[0].count == 3 {
      let table = try folder.writeTable("input:a,x", "\(Fixture.path("npy/\(name).npy")),1")
      let maps = try DatasetReader(FileReader(path: pack(table)), "/inputs/a")
      var read = [Double](repeating: 0, count: 6)
      try maps.read(starts: [0, 0, 0], counts: [1, 2, 3], into: &read)
      #expect(read == rows.flatMap(\.self), "\(name)")
      #expect(maps.elementType?.size == name.dropFirst().first?.wholeNumberValue, "\(name)")
    }
  }

  @Test(arguments: [true, false])
  func imagesArePackedWithTheirNumbers(keepsType: Bool) throws {
    try folder.write("a.png", PNGImage.gray([0, 51, 102, 255], rows: 2, columns: 2))
    try folder.write("b.png", PNGImage.gray([9, 8, 7, 6], rows: 2, columns: 2))
    let table = try folder.writeTable("input:a,input:b,x,y", "a.png,b.png,1,2", "b.png,a.png,1,3")
    let packed = try open(pack(table, keepsType: keepsType), .image)
    #expect(try packed.inputs([1, 0]) == open(table, .image).inputs([1, 0]))
    let maps = try DatasetReader(FileReader(path: packed.path), "/inputs/a")
    #expect(maps.elementType?.size == (keepsType ? 1 : 4))
  }

  @Test func imagesOf16BitsKeepThem() throws {
    let deep = Fixture.path("png/rgb16.png")
    let table = try folder.writeTable(
      "input:a,input:b,x,y", "\(deep),\(deep),1,2", "\(deep),\(deep),1,3")
    #expect(try open(pack(table), .image).inputs([0]) == open(table, .image).inputs([0]))
    let mixed = try folder.writeTable(
      "input:a,x", "\(deep),1", "\(Fixture.path("png/rgb8.png")),2")
    let error = try #require(throws: PackError.self) { try pack(mixed) }
    #expect(
      "\(error)".contains(
        "holds 8 bits, the maps before it 16 bits; repack with --dtype float32 (row 3 of"))
  }

  @Test func theFaultyRowIsNamedAndNothingIsLeft() throws {
    try folder.writeMap("a.npy", rows: 1, [1, 2])
    try folder.writeMap("wrong.npy", rows: 1, [1, .infinity])
    try folder.writeMap("other.npy", rows: 2, [1, 2])
    try folder.write(
      "single.npy",
      NpyBytes.file(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", Array(repeating: 0, count: 8)
      ))
    for (name, reason) in [
      ("wrong.npy", "holds inf at [0, 1]; values must be finite in single precision"),
      ("other.npy", "has the shape [2, 1], the maps before it [1, 2]"),
      ("single.npy", "holds float32, the maps before it float64; repack with --dtype float32"),
    ] {
      let table = try folder.writeTable("input:a,x", "a.npy,1", "\(name),1")
      let error = try #require(throws: PackError.self) { try pack(table) }
      #expect("\(error)" == "\(folder.path)/\(name): \(reason) (row 3 of \(table))")
    }
    #expect(try !Directory.names(in: folder.path).contains { $0.hasPrefix("packed") })
  }

  @Test func doublePrecisionAfterSingleIsNotRoundedInSilence() throws {
    let zeros = [UInt8](repeating: 0, count: 8)
    try folder.write(
      "single.npy",
      NpyBytes.file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", zeros))
    try folder.writeMap("double.npy", rows: 1, [0.1, 1e-3])
    let table = try folder.writeTable("input:a,x", "single.npy,1", "double.npy,1")
    let error = try #require(throws: PackError.self) { try pack(table) }
    #expect(
      "\(error)"
        == "\(folder.path)/double.npy: holds float64, the maps before it float32;"
        + " repack with --dtype float32 (row 3 of \(table))")
    let rounded = try DatasetReader(FileReader(path: pack(table, keepsType: false)), "/inputs/a")
    var read = [Double](repeating: 0, count: 2)
    try rounded.read(starts: [1, 0, 0], counts: [1, 1, 2], into: &read)
    #expect(read == [Double(Float(0.1)), Double(Float(1e-3))])
  }

  @Test func theLoaderMustBeThatOfThePackedKind() throws {
    try folder.write("a.png", PNGImage.gray([0, 51, 102, 255], rows: 2, columns: 2))
    let images = try pack(folder.writeTable("input:a,input:b,x,y", "a.png,a.png,1,2"))
    let error = try #require(throws: DatasetError.self) { try open(images) }
    #expect(error.kind == .unfit)
    #expect(
      error.reason == "was packed from images: the loader's type must be LoaderMultichannelImage")
    let arrays = try pack(Fixture.path("dataset/dataset.csv"))
    #expect(
      try #require(throws: DatasetError.self) { try open(arrays, .image) }.reason
        == "was packed from arrays: the loader's type must be LoaderMultichannelArray")
  }

  @Test(arguments: Compression.allCases)
  func packingAgainGivesTheSameBytes(compression: Compression) async throws {
    let first = try Data(
      contentsOf: URL(filePath: pack(Fixture.path("dataset/dataset.csv"), compression)))
    // The library's times are whole seconds.
    try await Task.sleep(for: .seconds(1.1))
    let second = try Data(
      contentsOf: URL(filePath: pack(Fixture.path("dataset/dataset.csv"), compression)))
    #expect(first == second)
  }

  @Test func aFullDiskIsToldInTheSystemsWords() throws {
    let error = try #require(throws: HDF5Error.self) {
      let file = try FileWriter(creating: "/dev/full")
      try file.setTexts("columns", ["a"])
      try file.close()
    }
    #expect(error.reason.hasSuffix(": No space left on device"))
    #expect(!error.reason.contains("errno"))
  }

  @Test func aFolderInTheOutputsPlaceIsRefusedBeforeAnythingIsPacked() throws {
    try folder.writeMap("a.npy", rows: 1, [1, 2])
    let packer = try DatasetPacker(
      path: folder.writeTable("input:a,x", "a.npy,1"), keepsType: true, compression: .none)
    let output = folder.path + "/a.h5"
    try Directory.create(output)
    let error = try #require(throws: PackError.self) {
      try packer.pack(to: output) { _ in Issue.record("a sample was packed") }
    }
    #expect(error == .output(output, "is a folder; name a file"))
  }

  @Test func aLabelOfTextIsRefusedWithAHint() throws {
    try folder.writeMap("a.npy", rows: 1, [1, 2])
    let table = try folder.writeTable("input:a,x,name", "a.npy,1,J0437")
    #expect(
      try #require(throws: DatasetError.self) { try pack(table) }.reason
        == "row 2, column \"name\": \"J0437\" is not a finite number in single precision;"
        + " packing needs numbers in every label column")
  }

  @Test func whatHDF5CannotHoldIsRefused() throws {
    try folder.writeMap("a.npy", rows: 1, [1, 2])
    let slash = try folder.writeTable("input:a/b,x", "a.npy,1")
    #expect(
      try #require(throws: DatasetError.self) { try pack(slash) }.reason
        == "column 0: HDF5 cannot hold maps by the name \"a/b\"; rename the column")
    let unlabelled = try folder.writeTable("input:a", "a.npy")
    #expect(
      try #require(throws: DatasetError.self) { try pack(unlabelled) }.reason
        == "has no label columns")
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    try folder.writeMap("a.npy", rows: 1, [1, 2])
    let packer = try DatasetPacker(
      path: folder.writeTable("input:a,x", "a.npy,1"), keepsType: true, compression: .none)
    let error = try #require(throws: PackError.self) {
      try packer.pack(to: folder.path + "/none/a.h5") { _ in }
    }
    #expect(
      error
        == .output(
          folder.path + "/none/a.h5", "there is no folder \(folder.path)/none; make it first"))
  }
}
