import CHDF5

/// A dataset of numbers in a file that is open for reading.
public final class DatasetReader: @unchecked Sendable {
  // The library's objects are only used inside `Library.exclusively`.

  /// The size along each dimension.
  public let shape: [Int]
  /// The type of the numbers in the file; nil when only the library can read them.
  public let elementType: ElementType?
  /// Where the numbers start in the file if they lie there one after another, uncompressed; nil when
  /// only the library finds them.
  public let offset: Int?
  private let id: hid_t
  /// Keeps the file open.
  private let file: FileReader

  /// Opens the dataset at `path`, such as `/labels`. Throws when it is not there, holds no numbers, or only
  /// a part of them in this file: the library gives zeros for what it does not find.
  public init(_ file: FileReader, _ path: String) throws(HDF5Error) {
    let (id, shape, type, offset) = try Library.exclusively {
      () throws(HDF5Error) -> (hid_t, [Int], ElementType?, Int?) in
      guard try file.hasObject(path) else { throw HDF5Error(reason: "has no dataset \(path)") }
      let id = try Self.open(file.id, path)
      do throws(HDF5Error) {
        try Self.checkIsWhole(id, path)
        return (id, try Self.shape(id, path), try Self.type(id, path), try Self.offset(id, path))
      } catch {
        H5Dclose(id)
        throw error
      }
    }
    (self.id, self.shape, self.file, elementType) = (id, shape, file, type)
    self.offset = type == nil ? nil : offset
  }

  deinit { Library.quietly { _ = H5Dclose(id) } }

  /// Reads numbers as float64: `counts` of them along each dimension from `starts` on.
  public func read(
    starts: [Int], counts: [Int], into values: inout [Double]
  ) throws(HDF5Error) {
    precondition(values.count >= counts.reduce(1, *), "no room for \(counts) numbers")
    try Library.exclusively { () throws(HDF5Error) in
      let file = try Handle("select numbers", H5Sclose) { H5Dget_space(id) }
      let extents = counts.map { hsize_t($0) }
      try check("select numbers") {
        H5Sselect_hyperslab(file.id, H5S_SELECT_SET, starts.map { hsize_t($0) }, nil, extents, nil)
      }
      let memory = try Handle("select memory", H5Sclose) {
        H5Screate_simple(Int32(counts.count), extents, nil)
      }
      let type = hdf5_native_double()
      try check("read numbers") {
        values.withUnsafeMutableBytes {
          H5Dread(id, type, memory.id, file.id, hid_t(0), $0.baseAddress)
        }
      }
    }
  }

  /// The number that an attribute of the dataset holds; nil when there is none of that name.
  public func number(_ attribute: String) throws(HDF5Error) -> Double? {
    try Library.exclusively { () throws(HDF5Error) -> Double? in
      guard try check("look for an attribute", { H5Aexists(id, attribute) }) > 0 else { return nil }
      let handle = try Handle("open the attribute \(attribute)", H5Aclose) {
        H5Aopen(id, attribute, 0)
      }
      let space = try Handle("read the attribute \(attribute)", H5Sclose) {
        H5Aget_space(handle.id)
      }
      guard H5Sget_simple_extent_npoints(space.id) == 1 else {
        throw HDF5Error(reason: "the attribute \(attribute) is not one number")
      }
      var value = 0.0
      try check("read the attribute \(attribute)") {
        H5Aread(handle.id, hdf5_native_double(), &value)
      }
      return value
    }
  }

  static func shape(_ id: hid_t, _ path: String) throws(HDF5Error) -> [Int] {
    let space = try Handle("read the shape of \(path)", H5Sclose) { H5Dget_space(id) }
    let rank = try check("read the shape of \(path)") { H5Sget_simple_extent_ndims(space.id) }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    try check("read the shape of \(path)") {
      H5Sget_simple_extent_dims(space.id, &sizes, nil)
    }
    return sizes.map { Int(clamping: $0) }
  }

  private static func type(_ id: hid_t, _ path: String) throws(HDF5Error) -> ElementType? {
    let type = try Handle("read the type of \(path)", H5Tclose) { H5Dget_type(id) }
    let kind = H5Tget_class(type.id)
    guard kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_ENUM else {
      throw HDF5Error(reason: "the dataset \(path) does not hold numbers")
    }
    return ElementType(recognizing: type.id)
  }

  private static func offset(_ id: hid_t, _ path: String) throws(HDF5Error) -> Int? {
    let properties = try Handle("read the layout of \(path)", H5Pclose) {
      H5Dget_create_plist(id)
    }
    guard H5Pget_layout(properties.id) == H5D_CONTIGUOUS else { return nil }
    let address = H5Dget_offset(id)
    return address == hdf5_no_address() ? nil : Int(exactly: address)
  }
}
