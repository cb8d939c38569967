import HDF5

/// The type of a map's numbers in a file, and the order of their bytes.
struct MapElement: Equatable {
  /// What an element's bits mean.
  enum Kind: Character {
    case boolean = "b"
    case signedInteger = "i"
    case unsignedInteger = "u"
    case float = "f"
  }

  let kind: Kind
  /// The bytes of an element: 1, 2, 4 or 8.
  let size: Int
  let isBigEndian: Bool

  /// A little-endian type.
  init(_ kind: Kind, size: Int) {
    (self.kind, self.size, isBigEndian) = (kind, size, false)
  }

  /// Reads NumPy's notation, such as `<f8` (little-endian) or `|u1`.
  ///
  /// Source: NumPy's "The array interface protocol", `typestr`.
  init(_ descriptor: String) throws(NpyError) {
    let characters = Array(descriptor)
    guard characters.count >= 2, "<>=|".contains(characters[0]) else {
      throw NpyError(reason: "the dtype '\(descriptor)' is not in NumPy's notation")
    }
    if characters[1] == "O" {
      throw NpyError(reason: "holds Python objects, which are never loaded; save it as float64")
    }
    guard let kind = Kind(rawValue: characters[1]), let size = Int(String(characters[2...])),
      Self.sizes(kind).contains(size)
    else {
      throw NpyError(reason: "the dtype '\(descriptor)' is no map's; save it as float64")
    }
    if size > 1 && characters[0] == "|" {
      throw NpyError(reason: "the dtype '\(descriptor)' does not tell its byte order")
    }
    self.kind = kind
    self.size = size
    isBigEndian = characters[0] == ">"
  }

  /// The type of an HDF5 dataset's numbers.
  init(_ type: ElementType) {
    kind =
      switch type.kind {
      case .signedInteger: .signedInteger
      case .unsignedInteger: .unsignedInteger
      case .float: .float
      }
    (size, isBigEndian) = (type.size, type.isBigEndian)
  }

  /// NumPy's name, such as `float64`.
  var name: String {
    switch kind {
    case .boolean: "bool"
    case .signedInteger: "int\(8 * size)"
    case .unsignedInteger: "uint\(8 * size)"
    case .float: "float\(8 * size)"
    }
  }

  /// The same as HDF5 has it, little-endian; truth values become bytes.
  var hdf5Type: ElementType {
    switch kind {
    case .boolean, .unsignedInteger: ElementType(.unsignedInteger, size: size)
    case .signedInteger: ElementType(.signedInteger, size: size)
    case .float: ElementType(.float, size: size)
    }
  }

  private static func sizes(_ kind: Kind) -> [Int] {
    switch kind {
    case .boolean: [1]
    case .signedInteger, .unsignedInteger: [1, 2, 4, 8]
    case .float: [2, 4, 8]
    }
  }
}
