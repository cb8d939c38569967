import NamedSettings
import NeuralNetwork

/// Writes a pickle of protocol 2, as `torch.save` does, with the instructions that
/// `torch.load(weights_only=True)` allows.
struct PickleWriter {
  /// The pickle so far.
  private(set) var bytes: [UInt8] = [PickleOpcode.proto.rawValue, 2]
  /// The tensors written; the archive holds the elements of number `i` under `data/i`.
  private(set) var tensors: [(tensor: Tensor, elementType: TensorElementType)] = []

  private mutating func write(_ opcode: PickleOpcode) { bytes.append(opcode.rawValue) }

  /// Ends the pickle.
  mutating func stop() { write(.stop) }

  mutating func write(_ string: String) {
    write(.binUnicode)
    bytes.append(littleEndian: UInt32(string.utf8.count))
    bytes.append(contentsOf: string.utf8)
  }

  mutating func write(_ integer: Int) {
    if let byte = UInt8(exactly: integer) {
      write(.binInt1)
      bytes.append(byte)
    } else if let word = Int32(exactly: integer) {
      write(.binInt)
      bytes.append(littleEndian: word)
    } else {
      write(.long1)
      bytes.append(8)
      bytes.append(littleEndian: integer)
    }
  }

  mutating func write(_ real: Double) {
    write(.binFloat)
    bytes.append(bigEndian: real.bitPattern)
  }

  /// A setting; the keys of objects are sorted, so that equal settings give equal bytes.
  mutating func write(_ setting: SettingValue, arraysAsTuples: Bool = false) {
    switch setting {
    case .null: write(.none)
    case .bool(let value): write(value ? .newTrue : .newFalse)
    case .integer(let value): write(value)
    case .real(let value): write(value)
    case .string(let value): write(value)
    case .array(let elements):
      if !arraysAsTuples { write(.emptyList) }
      write(.mark)
      for element in elements { write(element, arraysAsTuples: arraysAsTuples) }
      write(arraysAsTuples ? .tuple : .appends)
    case .object(let items):
      dictionary { pickle in
        for (key, value) in items.sorted(by: { $0.key < $1.key }) {
          pickle.write(key)
          pickle.write(value, arraysAsTuples: arraysAsTuples)
        }
      }
    }
  }

  /// A dictionary; `items` writes keys and values by turns.
  mutating func dictionary(_ items: (inout PickleWriter) -> Void) {
    write(.emptyDict)
    write(.mark)
    items(&self)
    write(.setItems)
  }

  /// An `OrderedDict`; `items` writes keys and values by turns.
  mutating func orderedDictionary(_ items: (inout PickleWriter) -> Void) {
    call("collections", "OrderedDict") { _ in }
    write(.mark)
    items(&self)
    write(.setItems)
  }

  /// A list of what `elements` writes.
  mutating func list(_ elements: (inout PickleWriter) -> Void) {
    write(.emptyList)
    write(.mark)
    elements(&self)
    write(.appends)
  }

  /// A tensor, whose elements go into an entry of the archive of their own, as `elementType`.
  mutating func write(_ tensor: Tensor, as elementType: TensorElementType = .float32) {
    var strides = tensor.shape
    var stride = 1
    for dimension in tensor.shape.indices.reversed() {
      strides[dimension] = stride
      stride *= tensor.shape[dimension]
    }
    let key = String(tensors.count)
    tensors.append((tensor, elementType))
    call("torch._utils", "_rebuild_tensor_v2") { pickle in
      pickle.tuple { pickle in
        pickle.write("storage")
        pickle.global("torch", elementType.className)
        pickle.write(key)
        pickle.write("cpu")
        pickle.write(tensor.count)
      }
      pickle.write(.persistentIdentifier)
      pickle.write(0)  // offset
      pickle.tuple { pickle in for size in tensor.shape { pickle.write(size) } }
      pickle.tuple { pickle in for stride in strides { pickle.write(stride) } }
      pickle.write(.newFalse)  // requires_grad
      pickle.orderedDictionary { _ in }  // hooks
    }
  }

  private mutating func tuple(_ elements: (inout PickleWriter) -> Void) {
    write(.mark)
    elements(&self)
    write(.tuple)
  }

  private mutating func global(_ module: String, _ name: String) {
    write(.global)
    bytes.append(contentsOf: "\(module)\n\(name)\n".utf8)
  }

  private mutating func call(
    _ module: String, _ name: String, _ arguments: (inout PickleWriter) -> Void
  ) {
    global(module, name)
    tuple(arguments)
    write(.reduce)
  }
}
