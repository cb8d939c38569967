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
    let capacity = count + Self.slack
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Float>.stride, alignment: Self.alignment)
    pointer = raw.bindMemory(to: Float.self, capacity: capacity)
    pointer.initialize(repeating: 0, count: capacity)
  }

  /// Allocates a copy of `values`.
  public convenience init(_ values: [Float]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { pointer[index] = value }
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

  /// All elements as an array.
  public var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Lets `body` read all elements through a bounds-checked span.
  public func withSpan<Result, Failure: Error>(
    _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(Span(_unsafeStart: UnsafePointer(pointer), count: count))
  }

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
