import Files
import Foundation
import Testing

@testable import MapDataset

struct MapMemoryTests {
  private let size = SharedSlots.byteCount(count: 2, slotSize: 3)

  private func fill(_ slots: SharedSlots, _ index: Int, _ values: [Float]) {
    var values = values
    slots.fill(index, from: values.mutableSpan, at: 0)
  }

  private func values(_ slots: SharedSlots, _ index: Int) -> [Float]? {
    var values: [Float] = [0, 0, 0]
    var span = values.mutableSpan
    return slots.read(index, into: &span, at: 0) ? values : nil
  }

  private func claim(_ memory: inout MapMemory, _ content: String) throws -> SharedSlots {
    let slots = memory.claim(count: 2, sampleSize: 3, content: content)
    return try #require(slots)
  }

  @Test func theSameMapsAreSharedInWhateverOrderTheyAreAskedFor() throws {
    let run = UUID().uuidString
    var (one, other) = (
      MapMemory(byteLimit: 1 << 20, runName: run), MapMemory(byteLimit: 1 << 20, runName: run)
    )
    let a = try claim(&one, "a")
    let b = try claim(&one, "b")
    let sameB = try claim(&other, "b")
    let sameA = try claim(&other, "a")
    fill(a, 0, [1, 2, 3])
    fill(sameB, 1, [4, 5, 6])
    #expect(values(sameA, 0) == [1, 2, 3])
    #expect(values(b, 1) == [4, 5, 6])
    #expect(values(b, 0) == nil && values(sameA, 1) == nil)
  }

  @Test func eachProcessHasItsPartOfWhatIsLeft() throws {
    var memory = MapMemory(byteLimit: 5 * size, runName: nil)
    _ = memory.claim(count: 2, sampleSize: 3, content: "a")
    #expect(memory.available == 4 * size)
    var part = memory.part(of: 3)
    let (first, second) = (
      part.claim(count: 2, sampleSize: 3, content: "b"),
      part.claim(count: 2, sampleSize: 3, content: "c")
    )
    #expect(first != nil && second == nil)
    #expect(memory.available == 4 * size)
  }
}
