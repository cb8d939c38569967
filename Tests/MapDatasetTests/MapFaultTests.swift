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
