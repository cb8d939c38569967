import Files
import Foundation
import PNG
import Testing

@testable import MapDataset

struct ImageTests {
  private func values(_ path: String) throws -> [[Double]] {
    let format = try PNGFormat(of: .open(path))
    var scratch = MapScratch()
    let shape = try format.read(.open(path), into: &scratch)
    return (0..<shape[0]).map { row in
      Array(scratch.values[row * shape[1]..<(row + 1) * shape[1]])
    }
  }

  @Test func everyKindOfImageIsReadAsPillowWroteIt() throws {
    let expected = try Fixture.decode([String: [[Double]]].self, "png.json")
    #expect(expected.count == 10)
    for (name, rows) in expected {
      #expect(try values(Fixture.path("png/\(name).png")) == rows, "\(name)")
    }
  }

  @Test(arguments: ["cut_short", "damaged"])
  func aDamagedImageIsAnErrorWithTheLibrarysWords(name: String) throws {
    let path = Fixture.path("png/bad_\(name).png")
    let error = try #require(throws: DatasetError.self) { try values(path) }
    #expect(error.kind == .malformed)
    #expect(error.path == path)
    #expect(!error.reason.isEmpty)
  }

  @Test func everyPrefixOfAnImageIsAnError() throws {
    let folder = try TemporaryFolder()
    let whole = try Array(Data(contentsOf: URL(filePath: Fixture.path("png/grey8.png"))))
    for count in 0..<whole.count - 12 {
      let path = try folder.write("a.png", whole.prefix(count))
      #expect(throws: DatasetError.self, "\(count)") { try values(path) }
    }
  }

  @Test func whatIsNoImageIsAnError() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("a.png", Array("no image".utf8))
    #expect(
      try #require(throws: DatasetError.self) { try values(text) }.reason == "is not a PNG image")
    let array = try folder.writeMap("b.png", rows: 1, [1])
    #expect(
      try #require(throws: DatasetError.self) { try values(array) }.reason
        == "is an .npy file: choose the loader LoaderMultichannelArray")
  }

  @Test func aColorThatThePaletteLacksIsAnError() throws {
    let path = Fixture.path("png/bad_palette.png")
    let error = try #require(throws: DatasetError.self) { try values(path) }
    #expect(error.reason == "has a color that its palette lacks")
  }

  @Test func aWrittenImageIsReadBack() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.png", PNGImage.gray([0, 1, 127, 128, 254, 255], rows: 2, columns: 3))
    let expected = [[0, 1, 127], [128, 254, 255]].map { $0.map { Double($0) / 255 } }
    #expect(try values(path) == expected)
  }

  @Test(arguments: [Scaling.none, .normalize, .standardize])
  func mapsFromImagesAreNotScaledButLabelsAre(scaling: Scaling) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.png", PNGImage.gray([0, 51, 102, 204], rows: 2, columns: 2))
    try folder.write("b.png", PNGImage.gray([255, 0, 0, 0], rows: 2, columns: 2))
    var description = DatasetDescription(
      tablePath: try folder.writeTable("input:a,x", "a.png,1", "b.png,3"), statisticsPath: nil,
      inputColumns: [0], labelColumns: [1], scaling: scaling)
    description.kind = .image
    let dataset = try MapDataset(description)
    #expect(try dataset.inputs([1, 0]) == [1, 0, 0, 0, 0, 0.2, 0.4, 0.8])
    #expect(dataset.labels([0]) == [scaling == .none ? 1 : scaling == .normalize ? 0 : -1])
  }
}
