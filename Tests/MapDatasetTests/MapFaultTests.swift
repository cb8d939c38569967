import Files
import Foundation
import Testing

@testable import MapDataset

/// Mistakes in a dataset's maps, seen from the table, and where maps are looked for.
struct MapFaultTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeMap("a.npy", rows: 2, [1, 2, 3, 4, 5, 6])
    try folder.writeMap("tall.npy", rows: 3, [1, 2, 3, 4, 5, 6])
  }

  private func open(_ table: String, _ columns: [Int] = [0]) throws -> MapDataset {
    try MapDataset(
      DatasetDescription(
        tablePath: table, statisticsPath: nil, inputColumns: columns, labelColumns: [2],
        scaling: .none))
  }

  private func fault(_ table: String, _ columns: [Int] = [0]) throws -> DatasetError {
    try #require(throws: DatasetError.self) { try read(open(table, columns), 0) }
  }

  @discardableResult
  private func read(_ dataset: MapDataset, _ sample: Int) throws -> [Float] {
    var values = [Float](repeating: .nan, count: dataset.inputShape.reduce(1, *))
    var span = values.mutableSpan
    try dataset.readInputs([sample][...], into: &span)
    return values
  }

  @Test func aMapIsFoundInTheTablesFolderAlsoByItsBareName() throws {
    try folder.writeMap("sub/b.npy", rows: 1, [7])
    let below = try folder.writeTable("input:a,input:b,x", "sub/b.npy,-,1")
    #expect(try read(open(below), 0) == [7])
    let copied = try folder.writeTable("input:a,input:b,x", "data/there/a.npy,-,1")
    #expect(try read(open(copied), 0) == [1, 2, 3, 4, 5, 6])
  }

  @Test func theWorkingDirectoryComesFirst() throws {
    let other = try TemporaryFolder()
    try other.writeMap("a.npy", rows: 1, [9])
    let up = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in "../" }
    let path = up.joined() + other.path.dropFirst() + "/a.npy"
    #expect(try read(open(folder.writeTable("input:a,input:b,x", "\(path),-,1")), 0) == [9])
  }

  private func checkFault(_ table: String, threads: Int = 1) throws -> DatasetError {
    let dataset = try open(table)
    var faults = DatasetFaults(path: table)
    dataset.check(all: true, threadCount: threads, &faults)
    return try #require(throws: DatasetError.self) { try faults.throwIfAny() }
  }

  @Test func aMapThatIsNowhereIsMissing() throws {
    let error = try checkFault(folder.writeTable("input:a,input:b,x", "a.npy,-,1", "no/c.npy,-,1"))
    #expect(error.kind == .missing)
    #expect(error.path == "no/c.npy")
    #expect(
      error.reason
        == "no such file, nor \(folder.path)/no/c.npy, nor \(folder.path)/c.npy "
        + "(row 3 of \(folder.path)/dataset.csv)")
  }

  @Test func aFolderInAMapsPlaceIsMissing() throws {
    try Directory.create(folder.path + "/c.npy")
    let error = try fault(folder.writeTable("input:a,input:b,x", "c.npy,-,1"))
    #expect(error.kind == .missing)
    #expect(error.reason.hasPrefix("Is a directory"))
  }

  @Test func aMapOfAnotherShapeIsAnErrorWithItsRowAndBothShapes() throws {
    let error = try checkFault(folder.writeTable("input:a,input:b,x", "a.npy,-,1", "tall.npy,-,1"))
    #expect(error.kind == .malformed)
    #expect(error.path == folder.path + "/tall.npy")
    #expect(
      error.reason
        == "has the shape [3, 2], the maps before it [2, 3] (row 3 of \(folder.path)/dataset.csv)")
  }

  @Test func columnsOfDifferentShapesDoNotGoTogether() throws {
    let error = try fault(folder.writeTable("input:a,input:b,x", "a.npy,tall.npy,1"), [0, 1])
    #expect(error.kind == .unfit)
    #expect(error.field == "filter_inputs")
    #expect(
      error.reason
        == "the maps \"b\" have the shape [3, 2], the maps \"a\" [2, 3]; "
        + "choose columns of one shape (row 2 of \(folder.path)/dataset.csv)")
  }

  @Test func aValueThatIsNotFiniteIsAnErrorWithItsRow() throws {
    try folder.writeMap("a.npy", rows: 1, [1, .nan])
    let error = try fault(folder.writeTable("input:a,input:b,x", "a.npy,-,1"))
    #expect(error.kind == .malformed)
    #expect(
      error.description
        == "\(folder.path)/a.npy: holds nan at [0, 1]; values must be finite in single precision "
        + "(row 2 of \(folder.path)/dataset.csv)")
  }

  @Test func tenFaultsAreListedWithRowAndFileAndAllCounted() throws {
    for index in 0..<30 {
      try folder.writeMap("m\(index).npy", rows: 2, [1, 2, 3, 4, 5, index % 2 == 0 ? .nan : 6])
    }
    let rows = ["input:a,input:b,x"] + (0..<30).map { "m\($0 + 1 - 2 * ($0 % 2)).npy,-,1" }
    let table = try folder.write("dataset.csv", rows.map { $0 + "\n" }.joined().utf8)
    for threads in [1, 4] {
      let error = try checkFault(table, threads: threads)
      #expect(error.kind == .malformed)
      let lines = error.description.split(separator: "\n")
      #expect(lines[0] == "\(table): 15 faults, the first 10:")
      #expect(lines.count == 11)
      #expect(
        lines[10]
          == "  \(folder.path)/m18.npy: holds nan at [1, 2]; values must be finite in single"
          + " precision (row 21 of \(table))")
    }
  }

  @Test func faultsAreListedAlsoWhenTheFirstSampleIsFaultyAndOfSeveralMapsInARow() throws {
    try folder.write("text.npy", "not a map".utf8)
    let table = try folder.writeTable(
      "input:a,input:b,x", "no.npy,text.npy,1", "a.npy,no.npy,2", "text.npy,a.npy,3")
    let dataset = try open(table, [0, 1])
    #expect(dataset.inputShape == [2, 2, 3])
    #expect(throws: DatasetError.self) { try dataset.inputs([0]) }
    var faults = DatasetFaults(path: table)
    dataset.check(all: true, threadCount: 1, &faults)
    let lines = try #require(throws: DatasetError.self) { try faults.throwIfAny() }.description
      .split(separator: "\n")
    #expect(lines.count == 5)
    for (line, part) in zip(
      lines, ["4 faults:", "(row 2 of", "(row 2 of", "(row 3 of", "(row 4 of"])
    {
      #expect(line.contains(part))
    }
  }

  @Test func whereNoMapCanBeReadAllAreListed() throws {
    let table = try folder.writeTable("input:a,input:b,x", "no.npy,-,1", "none.npy,-,2")
    let error = try #require(throws: DatasetError.self) { try open(table) }
    #expect(error.kind == .missing)
    #expect(error.description.split(separator: "\n").count == 3)
  }

  @Test func ofManyMapsAPartIsCheckedUnlessAllAreAskedFor() throws {
    try folder.writeMap("wrong.npy", rows: 2, [1, 2, 3, 4, 5, .infinity])
    let rows = (0..<12_000).map { $0 == 7001 ? "wrong.npy,-,1\n" : "a.npy,-,1\n" }
    let table = try folder.write("dataset.csv", ("input:a,input:b,x\n" + rows.joined()).utf8)
    let dataset = try open(table)
    let checked = dataset.checkedSamples(all: false)
    #expect(checked.count == 6001 && checked.first == 0 && checked.last == 11_999)
    #expect(dataset.checkedSamples(all: true) == Array(0..<12_000))
    var faults = DatasetFaults(path: table)
    dataset.check(all: false, threadCount: 2, &faults)
    #expect(faults.count == 0)
    dataset.check(all: true, threadCount: 2, &faults)
    #expect(faults.count == 1)
    #expect(
      try #require(throws: DatasetError.self) { try faults.throwIfAny() }.reason.hasSuffix(
        "(row 7003 of \(table))"))
  }

  @Test func mapsStayInMemoryAsFarAsTheyFitItsLimit() throws {
    let table = try folder.writeTable("input:a,input:b,x", "a.npy,-,1", "a.npy,-,2")
    let description = DatasetDescription(
      tablePath: table, statisticsPath: nil, inputColumns: [0], labelColumns: [2], scaling: .none)
    let size = SharedSlots.byteCount(count: 2, slotSize: 6)
    var tight = MapMemory(byteLimit: size - 1, runName: nil)
    let outside = try MapDataset(description, &tight)
    #expect(tight.available == size - 1)
    var memory = MapMemory(byteLimit: size, runName: nil)
    let inside = try MapDataset(description, &memory)
    #expect(memory.available == 0)
    for dataset in [outside, inside] {
      #expect(try dataset.inputs([1, 0]) == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
    }
    #expect(inside.isInMemory && !outside.isInMemory)
    // Only what is in memory outlives its file.
    try Directory.remove(folder.path + "/a.npy")
    #expect(try inside.inputs([1]) == [1, 2, 3, 4, 5, 6])
    #expect(throws: DatasetError.self) { try outside.inputs([1]) }
  }

  @Test func aMapCutShortAfterItWasCheckedIsAnError() throws {
    let dataset = try open(folder.writeTable("input:a,input:b,x", "a.npy,-,1"))
    try #require(truncate(folder.path + "/a.npy", 100) == 0)
    let error = try #require(throws: DatasetError.self) { try read(dataset, 0) }
    #expect(error.reason.hasPrefix("was cut short") || error.reason.hasPrefix("is cut short"))
    try folder.writeMap("a.npy", rows: 3, [1, 2, 3, 4, 5, 6])
    let changed = try #require(throws: DatasetError.self) { try read(dataset, 0) }
    #expect(changed.reason.hasPrefix("has the shape [3, 2], the maps before it [2, 3]"))
  }
}
