import Foundation

/// Single-precision memory of a fixed size, aligned for the widest vectors, zero at first.
///
/// A reference type: whoever holds it sees the same numbers. It is used by one thread at a time.
public final class FloatBuffer {
  /// The alignment in bytes: a cache line, and the width of an AVX-512 register.
  public static let alignment = 64
  /// The number of elements of memory behind the last one, so that a kernel may read or write a
  /// row's end by whole vectors. What stands there means nothing.
  static let slack = 16

  /// The number of elements.
  public let count: Int
  /// The first element; for kernels.
  @usableFromInline package let pointer: UnsafeMutablePointer<Float>

  /// Allocates `count` zeros.
  public init(count: Int) {
    precondition(count >= 0, "a buffer cannot have \(count) elements")
    self.count = count
    pointer = Self.allocate(count)
    pointer.initialize(repeating: 0, count: count + Self.slack)
  }

  /// Allocates a copy of `values`.
  public convenience init(_ values: [Float]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { pointer[index] = value }
  }

  /// Allocates a copy of the first `count` elements of `other`.
  public init(copying other: FloatBuffer, count: Int) {
    other.require(count)
    self.count = count
    pointer = Self.allocate(count)
    pointer.initialize(from: other.pointer, count: count)
    (pointer + count).initialize(repeating: 0, count: Self.slack)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// The element at `index`, which must be in `0..<count`.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      return pointer[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      pointer[index] = newValue
    }
  }

  /// Sets every element to `value`.
  public func fill(_ value: Float) { pointer.update(repeating: value, count: count) }

  /// Sets the first `count` elements to `value`.
  func fill(_ value: Float, count: Int) {
    require(count)
    pointer.update(repeating: value, count: count)
  }

  /// Copies all elements of `other`, which must have as many.
  public func copy(from other: FloatBuffer) {
    precondition(count == other.count, "cannot copy \(other.count) elements into \(count)")
    pointer.update(from: other.pointer, count: count)
  }

  /// Adds the elements of `other`, which must have as many.
  func add(_ other: FloatBuffer) {
    precondition(count == other.count, "cannot add \(other.count) elements to \(count)")
    for index in 0..<count { pointer[index] += other.pointer[index] }
  }

  /// Whether all elements are those of `other`, bit for bit; it must have as many.
  func hasSameBits(as other: FloatBuffer) -> Bool {
    precondition(count == other.count, "cannot compare \(count) elements with \(other.count)")
    return memcmp(pointer, other.pointer, count * MemoryLayout<Float>.stride) == 0
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let capacity = count + slack
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Float>.stride, alignment: alignment)
    return raw.bindMemory(to: Float.self, capacity: capacity)
  }

  /// All elements as an array.
  public var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Lets `body` write the elements in `range` through a bounds-checked span.
  public func withMutableSpan<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "\(range) is outside 0..<\(count)")
    var span = MutableSpan(_unsafeStart: pointer + range.lowerBound, count: range.count)
    return try body(&span)
  }
}
