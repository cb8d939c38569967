import Files
import Foundation
import Testing

@testable import HDF5
@testable import MapDataset

/// HDF5 files that h5py wrote.
struct PackedDatasetTests {
  private func description(
    _ path: String, inputs: [Int] = [0, 1], _ scaling: Scaling = .standardize
  ) -> DatasetDescription {
    DatasetDescription(
      tablePath: path, statisticsPath: nil, inputColumns: inputs, labelColumns: [3, 2],
      scaling: scaling)
  }

  @Test(
    arguments: ["contiguous", "big_endian", "fixed_texts", "gzip", "chunked", "user_block"],
    [Scaling.none, .normalize, .standardize])
  func whatH5pyWroteIsTheSameDatasetAsTheTable(name: String, scaling: Scaling) throws {
    let table = try MapDataset(
      description(Fixture.path("dataset/dataset.csv"), inputs: [1, 0], scaling))
    let packed = try MapDataset(
      description(Fixture.path("h5/\(name).h5"), inputs: [1, 0], scaling))
    #expect(packed.inputNames == ["second", "first"])
    #expect(packed.labelNames == table.labelNames)
    #expect(packed.inputShape == table.inputShape)
    #expect(packed.labelScaling == table.labelScaling)
    #expect(try packed.inputs([2, 0, 1]) == table.inputs([2, 0, 1]))
    #expect(packed.labels([1, 2, 0]) == table.labels([1, 2, 0]))
  }

  @Test(arguments: [
    ("no_columns", "has no attribute \"columns\"; is it a dataset that repack-dataset wrote?"),
    ("no_labels", "has no dataset /labels"),
    ("no_input", "has no dataset /inputs/second"),
    ("text", "the dataset /inputs/second does not hold numbers"),
    ("samples", "/inputs/second has 2 samples, /labels has 3"),
    ("rank", "/inputs/second has the shape [3, 20], not [samples, rows, columns]"),
    (
      "label",
      "sample 1, counted from 0: the label \"field\" is nan; labels must be finite in single"
        + " precision"
    ),
    ("absurd", "the numbers of /inputs/second were never written"),
    ("labels_unwritten", "the numbers of /labels were never written"),
    ("unwritten", "the numbers of /inputs/second were never written"),
    (
      "partly",
      "of the 3 pieces of /inputs/second only 2 were ever written; write the file anew"
    ),
    (
      "external", "the numbers of /inputs/second lie in other files; copy them into this one"
    ),
    ("virtual", "/inputs/second is a view of other datasets; copy them into this file"),
  ])
  func whatIsNoDatasetIsAnError(name: String, reason: String) throws {
    let path = Fixture.path("h5/bad_\(name).h5")
    let error = try #require(throws: DatasetError.self) { try MapDataset(description(path)) }
    #expect(error.kind == .malformed)
    #expect(error.path == path)
    #expect(error.reason == reason)
  }

  @Test(arguments: [
    ([12, 1 << 40, 1 << 40], "maps"), ([12, 1 << 30, 2], "maps"),
    ([1 << 40, 1 << 15, 1 << 15], "a dataset"),
  ])
  func absurdDimensionsAreAnErrorNotAnOverflow(shape: [Int], what: String) throws {
    let error = try #require(throws: HDF5Error.self) { try HDF5Maps.checkSize(shape, "/inputs/a") }
    #expect(error.reason == "/inputs/a has the shape \(shape), too large for \(what)")
    try HDF5Maps.checkSize([1 << 16, 1 << 15, 1 << 15], "/inputs/a")
  }

  @Test(arguments: [
    ([100, 32, 32], [1, 32, 32], 1 << 20), ([100, 32, 32], [100, 32, 32], 1 << 20),
    ([9000, 32, 32], [9000, 32, 32], 9000 << 13),
    ([9000, 32, 33], [9000, 16, 11], 9000 * 1056 * 8),
    ([1 << 20, 32, 32], [1 << 20, 32, 32], 256 << 20),
    ([.max, .max, .max], [.max, 1, 1], 256 << 20),
  ])
  func thePiecesOfASampleAreKeptWithinBounds(shape: [Int], piece: [Int], size: Int) {
    #expect(DatasetReader.cacheSize(shape: shape, piece: piece, elementSize: 8) == size)
  }

  @Test func largePiecesAreReadRight() throws {
    // Of more than the library keeps by itself: all samples are in one piece.
    let path = Fixture.path("h5/large_piece.h5")
    let dataset = try MapDataset(description(path, inputs: [0], .none))
    for sample in [299, 0, 150] {
      #expect(try dataset.inputs([sample]) == (0..<1024).map { Float(sample % 7 + $0 % 5) })
    }
  }

  @Test(arguments: [
    ("1d", "/labels has the shape [3], but there are 2 labels"),
    ("scalar", "/labels has the shape [], but there are 2 labels"),
    ("none", "has no samples"),
    ("width", "/labels has the shape [3, 1], but there are 2 labels"),
    ("unwritten", "the numbers of /labels were never written"),
  ])
  func oddLabelsAreAnErrorAlsoWhenOnlyTheirStatisticsAreWanted(
    name: String, reason: String
  ) throws {
    let description = description(Fixture.path("h5/bad_labels_\(name).h5"))
    for open in [{ _ = try MapDataset($0) }, { _ = try MapDataset.statistics($0) }]
      as [(DatasetDescription) throws -> Void]
    {
      let error = try #require(throws: DatasetError.self) { try open(description) }
      #expect(error.reason == reason)
    }
  }

  @Test(arguments: [("cut_short", "truncated file"), ("foreign", "file signature not found")])
  func aDamagedOrForeignFileIsAnErrorWithTheLibrarysWords(name: String, words: String) throws {
    let error = try #require(throws: DatasetError.self) {
      try MapDataset(description(Fixture.path("h5/bad_\(name).h5")))
    }
    #expect(error.kind == .malformed)
    #expect(error.reason.hasPrefix("cannot read it as HDF5: "))
    #expect(error.reason.contains(words))
  }

  @Test func anEmptyFileAndOneThatIsNotThereAreErrors() throws {
    let folder = try TemporaryFolder()
    let empty = try #require(throws: DatasetError.self) {
      try MapDataset(description(folder.write("a.h5", [])))
    }
    #expect(empty.reason == "is empty")
    let missing = try #require(throws: DatasetError.self) {
      try MapDataset(description(folder.path + "/b.h5"))
    }
    #expect(missing.kind == .missing)
  }

  @Test func mapsOfDifferentShapesDoNotGoTogether() throws {
    let error = try #require(throws: DatasetError.self) {
      try MapDataset(description(Fixture.path("h5/bad_shape.h5")))
    }
    #expect(error.kind == .unfit)
    #expect(error.field == "filter_inputs")
  }

  @Test func aValueThatIsNotFiniteIsFoundByTheCheck() throws {
    let path = Fixture.path("h5/bad_nan.h5")
    var faults = DatasetFaults(path: path)
    try MapDataset(description(path)).check(all: false, threadCount: 2, &faults)
    let error = try #require(throws: DatasetError.self) { try faults.throwIfAny() }
    #expect(
      error.reason
        == "sample 2, counted from 0: the map \"second\" holds nan at [4, 1]; values must"
        + " be finite in single precision")
  }

  @Test func aFileThatIsCutShortWhileItIsReadIsAnErrorNotACrash() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.h5", Data(contentsOf: URL(filePath: Fixture.path("h5/contiguous.h5"))))
    let dataset = try MapDataset(description(path))
    #expect(try dataset.inputs([2]).count == 40)
    try #require(truncate(path, 1000) == 0)
    let error = try #require(throws: DatasetError.self) { try dataset.inputs([2]) }
    #expect(error.reason == "was cut short while it was read: sample 2 is gone")
  }

  @Test func aCompressedFileThatIsCutShortIsOneToo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.h5", Data(contentsOf: URL(filePath: Fixture.path("h5/gzip.h5"))))
    let dataset = try MapDataset(description(path))
    try #require(truncate(path, 1000) == 0)
    let error = try #require(throws: DatasetError.self) { try dataset.inputs([2]) }
    #expect(error.reason.hasPrefix("sample 2, counted from 0: the map "))
    #expect(error.reason.contains(" is damaged or was cut short: "))
  }

  @Test(arguments: Compression.allCases)
  func aDamagedByteIsAnErrorOrHarmless(compression: Compression) throws {
    let folder = try TemporaryFolder()
    let packed = folder.path + "/packed.h5"
    try DatasetPacker(
      path: Fixture.path("dataset/dataset.csv"), keepsType: true, compression: compression
    ).pack(to: packed) { _ in }
    let whole = try Array(Data(contentsOf: URL(filePath: packed)))
    for place in stride(from: 8, to: whole.count, by: 7) {
      var bytes = whole
      bytes[place] ^= 0xFF
      let path = try folder.write("a.h5", bytes)
      do {
        _ = try MapDataset(description(path, .none)).inputs([0, 1, 2])
      } catch let error as DatasetError {
        #expect(error.description.hasPrefix(path))
      }
    }
  }
}
