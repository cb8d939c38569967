import Foundation
import Synchronization

/// Slots of equally many numbers, each filled once and read from then on, by any thread of any process
/// that shares the memory.
///
/// Nobody ever waits: two who fill the same slot at once must write the same numbers.
public final class SharedSlots: Sendable {
  /// The number of slots.
  public let count: Int
  /// The numbers in a slot.
  public let slotSize: Int
  private let memory: SharedMemory

  /// Memory for `count` slots of `slotSize` numbers: this process's own, or what `name` stands for on this
  /// node.
  public init(count: Int, slotSize: Int, name: String?) throws(PosixError) {
    let byteCount = Self.byteCount(count: count, slotSize: slotSize)
    memory =
      if let name { try SharedMemory(byteCount: byteCount, name: name) } else {
        try SharedMemory(byteCount: byteCount)
      }
    self.count = count
    self.slotSize = slotSize
  }

  /// The memory that slots take, in bytes.
  public static func byteCount(count: Int, slotSize: Int) -> Int {
    dataOffset(count) + count * slotSize * MemoryLayout<Float>.stride
  }

  /// The number of slots that are filled.
  public var filledCount: Int { Int(filled.pointee.load(ordering: .acquiring)) }

  /// Copies a slot's numbers to `values` from `position` on; false when it has not been filled.
  public func read(
    _ index: Int, into values: inout MutableSpan<Float>, at position: Int
  ) -> Bool {
    precondition(position >= 0 && position + slotSize <= values.count, "no room for a slot")
    guard flag(index).pointee.load(ordering: .acquiring) != 0 else { return false }
    let source = slot(index)
    values.withUnsafeMutableBufferPointer {
      // Its elements were numbers before and are numbers after.
      ($0.baseAddress! + position).update(from: source, count: slotSize)
    }
    return true
  }

  /// Fills a slot with the numbers of `values` from `position` on.
  public func fill(_ index: Int, from values: borrowing MutableSpan<Float>, at position: Int) {
    precondition(position >= 0 && position + slotSize <= values.count, "too few for a slot")
    let target = slot(index)
    values.withUnsafeBufferPointer {
      target.update(from: $0.baseAddress! + position, count: slotSize)
    }
    if flag(index).pointee.exchange(1, ordering: .acquiringAndReleasing) == 0 {
      filled.pointee.add(1, ordering: .acquiringAndReleasing)
    }
  }

  // The memory starts with the number of filled slots; from byte 64 on comes a byte a slot, then, at a
  // multiple of 64, the slots. All zeros mean that none is filled.

  private static func dataOffset(_ count: Int) -> Int { 64 + (count + 63) / 64 * 64 }

  private var filled: UnsafeMutablePointer<Atomic<Int64>> {
    memory.address.assumingMemoryBound(to: Atomic<Int64>.self)
  }

  private func flag(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt8>> {
    precondition(index >= 0 && index < count, "there is no slot \(index)")
    return (memory.address + 64 + index).assumingMemoryBound(to: Atomic<UInt8>.self)
  }

  private func slot(_ index: Int) -> UnsafeMutablePointer<Float> {
    (memory.address + Self.dataOffset(count)).assumingMemoryBound(to: Float.self)
      + index * slotSize
  }
}
