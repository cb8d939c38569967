import CHDF5

/// The type of a dataset's numbers as they lie in the file.
public struct ElementType: Equatable, Sendable {
  /// What an element's bits mean.
  public enum Kind: Sendable {
    /// Two's complement.
    case signedInteger
    /// No sign.
    case unsignedInteger
    /// IEEE 754.
    case float
  }

  /// What an element's bits mean.
  public let kind: Kind
  /// The bytes of an element: 1, 2, 4 or 8; of a float 2, 4 or 8.
  public let size: Int
  /// The order of the bytes.
  public let isBigEndian: Bool

  /// A little-endian type.
  public init(_ kind: Kind, size: Int) {
    self.init(kind, size: size, isBigEndian: false)
  }

  private init(_ kind: Kind, size: Int, isBigEndian: Bool) {
    self.kind = kind
    self.size = size
    self.isBigEndian = isBigEndian
  }

  /// Recognizes a type of the library; nil when only the library can read it.
  init?(recognizing type: hid_t) {
    let candidates =
      [2, 4, 8].map { ElementType(.float, size: $0) }
      + [1, 2, 4, 8].flatMap {
        [ElementType(.signedInteger, size: $0), ElementType(.unsignedInteger, size: $0)]
      }
    for candidate in candidates {
      guard let made = try? candidate.make() else { continue }
      if H5Tequal(type, made.id) > 0 {
        self = candidate
        return
      }
      if candidate.size > 1, H5Tset_order(made.id, H5T_ORDER_BE) >= 0,
        H5Tequal(type, made.id) > 0
      {
        self.init(candidate.kind, size: candidate.size, isBigEndian: true)
        return
      }
    }
    return nil
  }

  /// The library's type; little-endian.
  func make() throws(HDF5Error) -> Handle {
    try Handle("make a type of numbers", H5Tclose) {
      switch (kind, size) {
      case (.float, 2): hdf5_float16()
      case (.float, 4): H5Tcopy(hdf5_ieee_f32le())
      case (.float, _): H5Tcopy(hdf5_ieee_f64le())
      case (.signedInteger, _): H5Tcopy(hdf5_std(1, size))
      case (.unsignedInteger, _): H5Tcopy(hdf5_std(0, size))
      }
    }
  }
}
