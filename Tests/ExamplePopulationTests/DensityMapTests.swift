import Foundation
import Testing

@testable import ExamplePopulation

struct DensityMapTests {
  @Test func aMapIsWrittenByteForByteAsNumPyDoes() throws {
    let map = DensityMap(
      name: "map", rows: 3, columns: 4, values: (0..<12).map { Double($0) / 4 })
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/map.npy")
    #expect(map.npy == Array(try Data(contentsOf: fixture)))
  }
}
