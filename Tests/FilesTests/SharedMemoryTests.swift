import Foundation
import Testing

@testable import Files

struct SharedMemoryTests {
  private func numbers(_ slots: SharedSlots, _ index: Int) -> [Float]? {
    var values = [Float](repeating: .nan, count: slots.slotSize)
    var span = values.mutableSpan
    return slots.read(index, into: &span, at: 0) ? values : nil
  }

  private func fill(_ slots: SharedSlots, _ index: Int, _ numbers: [Float]) {
    var numbers = numbers
    slots.fill(index, from: numbers.mutableSpan, at: 0)
  }

  @Test(arguments: [nil, "slots-\(UUID())"])
  func aSlotIsReadAsItWasFilled(name: String?) throws {
    let slots = try SharedSlots(count: 100, slotSize: 3, name: name)
    #expect(numbers(slots, 0) == nil)
    fill(slots, 99, [1, 2, 3])
    fill(slots, 0, [4, 5, 6])
    fill(slots, 0, [4, 5, 6])
    #expect(numbers(slots, 99) == [1, 2, 3])
    #expect(numbers(slots, 0) == [4, 5, 6])
    #expect(numbers(slots, 1) == nil)
    #expect(slots.filledCount == 2)
  }

  @Test func allWhoAskForANameGetTheSameMemory() throws {
    let name = "shared-\(UUID())"
    let first = try SharedSlots(count: 10, slotSize: 2, name: name)
    let second = try SharedSlots(count: 10, slotSize: 2, name: name)
    fill(first, 3, [1, 2])
    #expect(numbers(second, 3) == [1, 2])
    #expect(second.filledCount == 1)
    fill(second, 4, [3, 4])
    #expect(numbers(first, 4) == [3, 4])
    let other = try SharedSlots(count: 10, slotSize: 2, name: "other-\(UUID())")
    #expect(numbers(other, 3) == nil)
  }

  @Test func memoryOfAnotherSizeIsRefused() throws {
    let name = "sized-\(UUID())"
    let first = try SharedSlots(count: 10, slotSize: 2, name: name)
    #expect(throws: PosixError.self) { try SharedSlots(count: 20_000, slotSize: 2, name: name) }
    _ = first
  }

  @Test func whatTheLastOneLeavesIsGone() throws {
    let name = "gone-\(UUID())"
    do {
      let slots = try SharedSlots(count: 1, slotSize: 1, name: name)
      fill(slots, 0, [1])
    }
    #expect(numbers(try SharedSlots(count: 1, slotSize: 1, name: name), 0) == nil)
    let mounted = try Directory.names(in: "/dev/shm")
    #expect(!mounted.contains { $0.contains(name) })
  }

  @Test func memoryThatManyThreadsFillHoldsWhatEachWrote() throws {
    let slots = try SharedSlots(count: 1000, slotSize: 16, name: nil)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for index in 0..<1000 where numbers(slots, index) == nil {
        fill(slots, index, Array(repeating: Float(index), count: 16))
      }
    }
    #expect(slots.filledCount == 1000)
    for index in 0..<1000 {
      #expect(numbers(slots, index) == Array(repeating: Float(index), count: 16))
    }
  }

  @Test func thereIsMemoryAndSpace() throws {
    #expect(Host.memory > 1 << 20)
    #expect(try Directory.freeSpace(FileManager.default.temporaryDirectory.path()) > 0)
  }
}
