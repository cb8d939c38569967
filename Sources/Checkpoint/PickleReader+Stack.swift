/// The stack and what stands on it.
extension PickleReader {
  /// The topmost value above the latest mark.
  func top() throws(ContentError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw .damaged("its pickle takes from an empty stack")
    }
    return value
  }

  mutating func pop() throws(ContentError) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  /// The topmost `count` values, lowest first.
  mutating func pop(_ count: Int) throws(ContentError) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else {
      throw .damaged("its pickle takes from an empty stack")
    }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  /// The values above the latest mark, lowest first; the mark goes with them.
  mutating func popToMark() throws(ContentError) -> [PickleValue] {
    guard let mark = marks.last else { throw .damaged("its pickle lacks a mark") }
    let values = try pop(stack.count - mark)
    marks.removeLast()
    return values
  }

  mutating func get(_ index: Int) throws(ContentError) {
    guard let value = memo[index] else {
      throw .damaged("its pickle remembers nothing as \(index)")
    }
    stack.append(value)
  }

  mutating func pushSequence(_ elements: [PickleValue]) {
    stack.append(.sequence(document.sequences.count))
    document.sequences.append(elements)
  }

  /// Appends to the list on top of the stack. What an unknown object gets is dropped.
  mutating func extend(with elements: [PickleValue]) throws(ContentError) {
    switch try top() {
    case .sequence(let index): document.sequences[index] += elements
    case .opaque: break
    default: throw .damaged("its pickle appends to something that is not a list")
    }
  }

  /// Puts keys and values, by turns, into the dictionary on top of the stack. What an unknown
  /// object gets is dropped.
  mutating func insert(_ items: [PickleValue]) throws(ContentError) {
    guard items.count.isMultiple(of: 2) else {
      throw .damaged("its pickle has a key without value")
    }
    switch try top() {
    case .dictionary(let index):
      for key in stride(from: 0, to: items.count, by: 2) {
        document.dictionaries[index].append((items[key], items[key + 1]))
      }
    case .opaque: break
    default: throw .damaged("its pickle puts items into something that is not a dictionary")
    }
  }

  /// Gives the object on top of the stack its state. Attributes of a dictionary, and the state of an
  /// unknown object, are dropped.
  mutating func build(with state: PickleValue) throws(ContentError) {
    guard case .numberType = try top(), let fields = document.sequence(state) else { return }
    // The second field is the byte order.
    if fields.dropFirst().first?.string == ">" {
      throw ContentError("a NumPy number in it is in big-endian order: save it as Python's number")
    }
  }

  /// The class or function whose module and name are given.
  func name(_ parts: [PickleValue]) throws(ContentError) -> PickleValue {
    guard let module = parts[0].string, let name = parts[1].string else {
      throw .damaged("its pickle has a class whose name is no text")
    }
    return .name("\(module).\(name)")
  }
}
