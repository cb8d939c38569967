extension TensorReference {
  /// The number of elements, once it is sure that all of them are in the storage.
  func checkedCount() throws(ContentError) -> Int {
    var count = 1
    var last = offset
    var isTooLarge = offset < 0
    for (size, stride) in zip(shape, strides) {
      guard size >= 0, stride >= 0 else { isTooLarge = true; break }
      let (product, productOverflow) = count.multipliedReportingOverflow(by: size)
      let (reach, reachOverflow) = max(size - 1, 0).multipliedReportingOverflow(by: stride)
      let (sum, sumOverflow) = last.addingReportingOverflow(reach)
      isTooLarge = isTooLarge || productOverflow || reachOverflow || sumOverflow
      (count, last) = (product, sum)
    }
    // There may be more elements than the storage has: those along a stride of 0 share memory.
    guard !isTooLarge, count == 0 || last < storage.count else {
      throw .damaged(
        "a tensor of shape \(shape), strides \(strides) and offset \(offset) does not fit its "
          + "storage of \(storage.count) elements")
    }
    return count
  }

  /// Whether the elements follow one another in the storage, row-major.
  private var isContiguous: Bool {
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size != 1 {
      if stride != expected { return false }
      expected *= size
    }
    return true
  }

  /// Fills `output`, which has as many elements as the tensor, in row-major order.
  ///
  /// Call `checkedCount` first: it proves that every element is in `storage`.
  func copy<Element: BitwiseCopyable>(
    _ bytes: ByteView, into output: inout MutableSpan<Float>, _ convert: (Element) -> Float
  ) {
    let source = bytes.memory.bytes
    let width = MemoryLayout<Element>.size
    func load(_ position: Int) -> Float {
      convert(source.unsafeLoadUnaligned(fromByteOffset: position * width, as: Element.self))
    }
    if isContiguous {
      for index in 0..<output.count { output[index] = load(offset + index) }
      return
    }
    // Without those of size one, whose strides mean nothing and may be anything.
    let dimensions = zip(shape, strides).filter { size, _ in size != 1 }
    var indices = dimensions.map { _ in 0 }
    var position = offset
    for index in 0..<output.count {
      output[index] = load(position)
      // Step to the next element: the last dimension that is not at its end advances.
      for (dimension, (size, stride)) in dimensions.enumerated().reversed() {
        indices[dimension] += 1
        position += stride
        if indices[dimension] < size { break }
        position -= stride * size
        indices[dimension] = 0
      }
    }
  }
}
