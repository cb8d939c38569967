extension Array where Element: Numeric {
  /// Grows to at least `count` elements; what stands in them means nothing. Memory that is used again
  /// and again does so once.
  mutating func makeRoom(_ count: Int) {
    if self.count < count { self = Array(repeating: 0, count: count) }
  }
}
