/// The calls in a checkpoint that stand for data.
extension PickleDocument {
  /// The highest number of dimensions that a tensor may have, so that its description stays small.
  private static let highestRank = 64

  /// An empty dictionary.
  mutating func makeDictionary() -> PickleValue {
    dictionaries.append([])
    return .dictionary(dictionaries.count - 1)
  }

  /// What a class or function would have returned; opaque unless it makes a dictionary, a
  /// tensor or a number.
  mutating func call(_ callee: PickleValue, _ arguments: [PickleValue]) -> PickleValue {
    guard case .name(let name) = callee else { return .opaque("the result of a call") }
    switch (name, arguments.first) {
    case ("collections.OrderedDict", nil):
      return makeDictionary()
    case ("collections.Counter", .dictionary(let counts)):
      return .dictionary(counts)
    case ("torch._utils._rebuild_parameter", .tensor(let tensor)),
      ("torch._utils._rebuild_parameter_with_state", .tensor(let tensor)):
      return .tensor(tensor)
    case ("torch._utils._rebuild_tensor_v2", .storage(let storage)):
      return rebuildTensor(storages[storage], arguments) ?? .opaque(name)
    case ("numpy.dtype", .string(let type)):
      return .numberType(type)
    case ("_codecs.encode", .string(let text)):
      return Self.encoded(text, arguments.dropFirst().first) ?? .opaque("bytes")
    case ("numpy.core.multiarray.scalar", .numberType(let type)),
      ("numpy._core.multiarray.scalar", .numberType(let type)):
      guard arguments.count == 2, case .bytes(let digits) = arguments[1] else {
        return .opaque(name)
      }
      return Self.number(type, digits) ?? .opaque(name)
    case ("torch._utils._rebuild_tensor_v2", .opaque(let storage)):
      return .opaque(storage)
    default:
      return .opaque(name)
    }
  }

  /// `_rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks[, metadata])`; nil
  /// when the arguments are no such, or metadata gives the numbers another meaning.
  private mutating func rebuildTensor(
    _ storage: StorageReference, _ arguments: [PickleValue]
  ) -> PickleValue? {
    guard arguments.count == 6 || arguments.count == 7 && items(arguments[6])?.isEmpty == true,
      let offset = arguments[1].integer,
      // Lists are looked at before they are copied: many tensors may share a long one.
      let rank = sequence(arguments[2])?.count, rank <= Self.highestRank,
      sequence(arguments[3])?.count == rank,
      let shape = integers(arguments[2]), let strides = integers(arguments[3])
    else { return nil }
    tensors.append(
      TensorReference(storage: storage, offset: offset, shape: shape, strides: strides))
    return .tensor(tensors.count - 1)
  }

  /// The storage behind a persistent identifier: `('storage', class, key, device, count)`.
  mutating func storage(_ identifier: [PickleValue]) throws(ContentError) -> PickleValue {
    guard identifier.count == 5, identifier[0].string == "storage",
      case .name(let className) = identifier[1], let key = identifier[2].string,
      let count = identifier[4].integer
    else { throw .damaged("its pickle refers to something that is not a storage") }
    guard let elementType = TensorElementType(rawValue: className) else {
      return .opaque(className)
    }
    storages.append(StorageReference(key: key, elementType: elementType, count: count))
    return .storage(storages.count - 1)
  }
}
