extension FloatBuffer {
  /// Traps unless the buffer has at least `elements` elements.
  func require(_ elements: Int) {
    precondition(count >= elements, "a buffer of \(count) elements where \(elements) are needed")
  }
}
