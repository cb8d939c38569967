import CHDF5

extension DatasetReader {
  /// What the library keeps of a dataset in pieces unless told otherwise.
  private static let defaultCacheSize = 1 << 20
  /// The most that is kept of one.
  private static let greatestCacheSize = 256 << 20
  /// A prime far above the pieces that are kept: two pieces of one remainder displace each other.
  private static let cacheSlots = 12_421

  /// Opens the dataset at `path`, so that pieces are not decompressed anew for each sample in them. Called inside
  /// `Library.exclusively`, as all here.
  static func open(_ file: hid_t, _ path: String) throws(HDF5Error) -> hid_t {
    let action = "open the dataset \(path)"
    let id = try check(action) { H5Dopen2(file, path, 0) }
    let cacheSize: Int
    do throws(HDF5Error) { cacheSize = try neededCache(id, path) } catch {
      H5Dclose(id)
      throw error
    }
    if cacheSize == defaultCacheSize { return id }
    // The library takes the size of the cache only while a dataset is not open yet.
    H5Dclose(id)
    let access = try Handle(action, H5Pclose) { H5Pcreate(hdf5_properties_of_dataset_access()) }
    try check(action) {
      H5Pset_chunk_cache(access.id, cacheSlots, cacheSize, hdf5_chunk_cache_default_preemption())
    }
    return try check(action) { H5Dopen2(file, path, access.id) }
  }

  /// The bytes of the pieces that one entry of the first dimension is spread over, within bounds.
  static func cacheSize(shape: [Int], piece: [Int], elementSize: Int) -> Int {
    var size = elementSize
    for (extent, side) in zip(shape, piece).dropFirst() {
      size = size.multipliedClamping(by: side)
      size = size.multipliedClamping(by: extent / side + (extent % side == 0 ? 0 : 1))
    }
    size = size.multipliedClamping(by: piece.first ?? 1)
    return min(max(size, defaultCacheSize), greatestCacheSize)
  }

  private static func neededCache(_ id: hid_t, _ path: String) throws(HDF5Error) -> Int {
    guard let piece = try piece(id, path) else { return defaultCacheSize }
    let type = try Handle("read the type of \(path)", H5Tclose) { H5Dget_type(id) }
    return cacheSize(
      shape: try shape(id, path), piece: piece, elementSize: max(1, H5Tget_size(type.id)))
  }

  /// The shape of the pieces in which a dataset is stored; nil when it is in one.
  private static func piece(_ id: hid_t, _ path: String) throws(HDF5Error) -> [Int]? {
    let action = "read the layout of \(path)"
    let properties = try Handle(action, H5Pclose) { H5Dget_create_plist(id) }
    guard H5Pget_layout(properties.id) == H5D_CHUNKED else { return nil }
    var sides = [hsize_t](repeating: 0, count: Int(H5S_MAX_RANK))
    let rank = try check(action) {
      H5Pget_chunk(properties.id, Int32(sides.count), &sides)
    }
    return sides.prefix(Int(rank)).map { max(1, Int(clamping: $0)) }
  }

  /// Throws for a dataset whose numbers are not all in its file.
  static func checkIsWhole(_ id: hid_t, _ path: String) throws(HDF5Error) {
    let action = "read the layout of \(path)"
    let properties = try Handle(action, H5Pclose) { H5Dget_create_plist(id) }
    if H5Pget_layout(properties.id) == H5D_VIRTUAL {
      throw HDF5Error(reason: "\(path) is a view of other datasets; copy them into this file")
    }
    if H5Pget_external_count(properties.id) != 0 {
      throw HDF5Error(reason: "the numbers of \(path) lie in other files; copy them into this one")
    }
    let shape = try shape(id, path)
    if shape.contains(0) { return }
    var status = H5D_SPACE_STATUS_ERROR
    try check(action) { H5Dget_space_status(id, &status) }
    if status == H5D_SPACE_STATUS_NOT_ALLOCATED {
      throw HDF5Error(reason: "the numbers of \(path) were never written")
    }
    guard let piece = try piece(id, path) else { return }
    let space = try Handle(action, H5Sclose) { H5Dget_space(id) }
    var stored: hsize_t = 0
    try check(action) { H5Dget_num_chunks(id, space.id, &stored) }
    var count = 1
    for (extent, side) in zip(shape, piece) {
      count = count.multipliedClamping(by: extent / side + (extent % side == 0 ? 0 : 1))
    }
    if stored < count {
      throw HDF5Error(
        reason:
          "of the \(count) pieces of \(path) only \(stored) were ever written; write the file anew")
    }
  }
}

extension Int {
  /// The product of two sizes, or the greatest number if it is too large.
  fileprivate func multipliedClamping(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
