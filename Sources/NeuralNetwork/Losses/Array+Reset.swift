extension [Double] {
  /// Becomes `count` zeros, in the memory that is there already if it is enough.
  mutating func reset(count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(0, count: count))
  }
}
