/// Python's pickle machine reduced to data: nothing is looked up or called.
///
/// The few functions that make dictionaries and tensors are known by name; whatever else a pickle
/// wants called becomes an opaque value.
struct PickleReader {
  var document = PickleDocument()
  let bytes: ByteView
  var position = 0
  var stack: [PickleValue] = []
  /// The heights of the stack at its marks.
  var marks: [Int] = []
  var memo: [Int: PickleValue] = [:]

  /// Reads the pickle in `bytes`.
  static func read(_ bytes: ByteView) throws(ContentError) -> PickleDocument {
    var reader = PickleReader(bytes: bytes)
    while try reader.step() {}
    return reader.document
  }

  private init(bytes: ByteView) { self.bytes = bytes }

  /// Obeys one instruction; false when it was the last.
  private mutating func step() throws(ContentError) -> Bool {
    let code = try integer(UInt8.self)
    guard let opcode = PickleOpcode(rawValue: code) else {
      throw .damaged("its pickle has the unknown instruction \(code)")
    }
    switch opcode {
    case .proto: _ = try integer(UInt8.self)
    case .frame: _ = try integer(UInt64.self)
    case .stop:
      document.root = try pop()
      return false

    case .mark: marks.append(stack.count)
    case .pop: _ = try pop()
    case .popMark: _ = try popToMark()
    case .dup: stack.append(try top())

    case .none: stack.append(.none)
    case .newTrue: stack.append(.boolean(true))
    case .newFalse: stack.append(.boolean(false))
    case .int, .long: stack.append(try number(try line()))
    case .binInt: stack.append(.integer(Int(try integer(Int32.self))))
    case .binInt1: stack.append(.integer(Int(try integer(UInt8.self))))
    case .binInt2: stack.append(.integer(Int(try integer(UInt16.self))))
    case .long1: stack.append(try long(Int(try integer(UInt8.self))))
    case .long4: stack.append(try long(Int(try integer(UInt32.self))))
    case .binFloat:
      stack.append(.real(Double(bitPattern: try integer(UInt64.self).byteSwapped)))
    case .shortBinString, .shortBinUnicode:
      stack.append(.string(try take(Int(try integer(UInt8.self))).text))
    case .binString, .binUnicode:
      stack.append(.string(try take(Int(try integer(UInt32.self))).text))
    case .binUnicode8: stack.append(.string(try take(try size()).text))
    case .shortBinBytes: try bytes(Int(try integer(UInt8.self)))
    case .binBytes: try bytes(Int(try integer(UInt32.self)))
    case .binBytes8, .byteArray8: try bytes(try size())

    case .emptyTuple, .emptyList: pushSequence([])
    case .tuple1: pushSequence(try pop(1))
    case .tuple2: pushSequence(try pop(2))
    case .tuple3: pushSequence(try pop(3))
    case .tuple: pushSequence(try popToMark())
    case .append: try extend(with: try pop(1))
    case .appends: try extend(with: try popToMark())
    case .emptyDict: stack.append(document.makeDictionary())
    case .setItem: try insert(try pop(2))
    case .setItems: try insert(try popToMark())
    case .emptySet: stack.append(.opaque("set"))
    case .addItems: _ = try popToMark()
    case .frozenSet:
      _ = try popToMark()
      stack.append(.opaque("frozenset"))

    case .binGet: try get(Int(try integer(UInt8.self)))
    case .longBinGet: try get(Int(try integer(UInt32.self)))
    case .binPut: memo[Int(try integer(UInt8.self))] = try top()
    case .longBinPut: memo[Int(try integer(UInt32.self))] = try top()
    case .memoize: memo[memo.count] = try top()

    case .global: stack.append(.name(try line() + "." + (try line())))
    case .stackGlobal: stack.append(try name(try pop(2)))
    case .reduce, .newObject:
      let parts = try pop(2)
      stack.append(document.call(parts[0], document.sequence(parts[1]) ?? []))
    case .newObjectWithKeywords: stack.append(document.call(try pop(3)[0], []))
    case .build: try build(with: try pop())
    case .persistentIdentifier:
      stack.append(try document.storage(document.sequence(try pop()) ?? []))
    }
    return true
  }
}
