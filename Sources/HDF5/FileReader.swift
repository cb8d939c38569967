import CHDF5

/// An HDF5 file that is open for reading.
public final class FileReader: @unchecked Sendable {
  // The library's objects are only used inside `Library.exclusively`.

  /// The eight bytes that a file starts with, unless it has a block of its user's own before them.
  public static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  let id: hid_t

  /// Opens the file at `path`. Throws for what is no HDF5 file or a damaged one.
  public init(path: String) throws(HDF5Error) {
    id = try Library.exclusively { () throws(HDF5Error) -> hid_t in
      let access = try Handle("read it", H5Pclose) {
        H5Pcreate(hdf5_properties_of_file_access())
      }
      // Parallel file systems often cannot lock, and nobody writes what is read here.
      try check("read it") { H5Pset_file_locking(access.id, false, true) }
      return try check("read it as HDF5") { H5Fopen(path, hdf5_read_only(), access.id) }
    }
  }

  deinit { Library.quietly { _ = H5Fclose(id) } }

  /// Whether there is something at `path`, such as `/inputs/map`. Called inside
  /// `Library.exclusively`.
  func hasObject(_ path: String) throws(HDF5Error) -> Bool {
    var reached = ""
    for part in path.split(separator: "/") {
      reached += "/\(part)"
      if try check("look for \(reached)", { H5Lexists(id, reached, 0) }) == 0 { return false }
    }
    return true
  }

  /// The texts that an attribute of the file holds; nil when there is none of that name.
  public func texts(_ attribute: String) throws(HDF5Error) -> [String]? {
    try Library.exclusively { () throws(HDF5Error) -> [String]? in
      guard try check("look for an attribute", { H5Aexists(id, attribute) }) > 0 else { return nil }
      let action = "read the attribute \(attribute)"
      let handle = try Handle(action, H5Aclose) { H5Aopen(id, attribute, 0) }
      let type = try Handle(action, H5Tclose) { H5Aget_type(handle.id) }
      guard H5Tget_class(type.id) == H5T_STRING else {
        throw HDF5Error(reason: "the attribute \(attribute) does not hold texts")
      }
      let space = try Handle(action, H5Sclose) { H5Aget_space(handle.id) }
      let count = try check(action) { H5Sget_simple_extent_npoints(space.id) }
      // Far more than tables have columns; a damaged file may claim any number.
      guard count <= 1 << 20 else {
        throw HDF5Error(reason: "the attribute \(attribute) claims to hold \(count) texts")
      }
      return H5Tis_variable_str(type.id) > 0
        ? try variable(handle.id, type.id, space.id, Int(count), action)
        : try fixed(handle.id, type.id, Int(count), action)
    }
  }

  private func variable(
    _ attribute: hid_t, _ type: hid_t, _ space: hid_t, _ count: Int, _ action: String
  ) throws(HDF5Error) -> [String] {
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    // Asks for the text as it is stored: the library does not convert between encodings.
    try check(action) { H5Aread(attribute, type, &pointers) }
    defer { H5Dvlen_reclaim(type, space, 0, &pointers) }
    return pointers.map { $0.map { String(cString: $0) } ?? "" }
  }

  private func fixed(
    _ attribute: hid_t, _ type: hid_t, _ count: Int, _ action: String
  ) throws(HDF5Error) -> [String] {
    let size = H5Tget_size(type)
    guard size > 0, size <= 1 << 16 else { throw HDF5Error(reason: "cannot \(action)") }
    var bytes = [UInt8](repeating: 0, count: count * size)
    try check(action) { H5Aread(attribute, type, &bytes) }
    return (0..<count).map { index in
      String(
        decoding: bytes[index * size..<(index + 1) * size].prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
