import CHDF5

/// A new HDF5 file.
public final class FileWriter {
  private var id: hid_t

  /// Creates the file at `path`; one that is there is replaced.
  public init(creating path: String) throws(HDF5Error) {
    id = try Library.exclusively { () throws(HDF5Error) -> hid_t in
      let access = try Handle("create it", H5Pclose) {
        H5Pcreate(hdf5_properties_of_file_access())
      }
      try check("create it") { H5Pset_file_locking(access.id, false, true) }
      // The format of version 1.10 has checksums of all its structures: damage is found, where a library that
      // reads an older one may crash.
      try check("create it") {
        H5Pset_libver_bounds(access.id, hdf5_version_1_10(), hdf5_version_1_10())
      }
      let creation = try Self.properties(hdf5_properties_of_file_creation())
      return try check("create it") { H5Fcreate(path, hdf5_truncate(), creation.id, access.id) }
    }
  }

  deinit { if id >= 0 { Library.quietly { _ = H5Fclose(id) } } }

  /// Adds a group whose members keep the order of their creation.
  public func addGroup(_ path: String) throws(HDF5Error) {
    try Library.exclusively { () throws(HDF5Error) in
      let properties = try Self.properties(hdf5_properties_of_group_creation())
      let group = try Handle("add the group \(path)", H5Gclose) {
        H5Gcreate2(id, path, 0, properties.id, 0)
      }
      _ = group.id
    }
  }

  /// Adds a dataset of numbers at `path`.
  public func addDataset(
    _ path: String, shape: [Int], _ type: ElementType, compression: Compression
  ) throws(HDF5Error) -> DatasetWriter {
    try DatasetWriter(id, path, shape: shape, type, compression)
  }

  /// Gives the file an attribute that holds texts.
  ///
  /// They are stored at the length of the longest: texts of their own length lie in a part of the file that has
  /// no checksum.
  public func setTexts(_ attribute: String, _ texts: [String]) throws(HDF5Error) {
    try Library.exclusively { () throws(HDF5Error) in
      let action = "write the attribute \(attribute)"
      // Ended by a zero, as h5dump shows texts best.
      let size = (texts.map(\.utf8.count).max() ?? 0) + 1
      let type = try Handle(action, H5Tclose) { H5Tcopy(hdf5_c_s1()) }
      try check(action) { H5Tset_size(type.id, size) }
      try check(action) { H5Tset_strpad(type.id, H5T_STR_NULLTERM) }
      try check(action) { H5Tset_cset(type.id, H5T_CSET_UTF8) }
      let space = try Handle(action, H5Sclose) {
        H5Screate_simple(1, [hsize_t(texts.count)], nil)
      }
      let handle = try Handle(action, H5Aclose) {
        H5Acreate2(id, attribute, type.id, space.id, 0, 0)
      }
      let bytes: [UInt8] = texts.flatMap { text -> [UInt8] in
        Array(text.utf8) + Array(repeating: 0, count: size - text.utf8.count)
      }
      try check(action) { H5Awrite(handle.id, type.id, bytes) }
    }
  }

  /// Writes everything out and closes the file. Its datasets must have been closed before.
  public func close() throws(HDF5Error) {
    let file = id
    id = -1
    try Library.exclusively { () throws(HDF5Error) in
      _ = try check("write it") { H5Fclose(file) }
    }
  }

  private static func properties(_ kind: hid_t) throws(HDF5Error) -> Handle {
    let properties = try Handle("make properties", H5Pclose) { H5Pcreate(kind) }
    // Without the time of its creation in it, a file depends on its content alone.
    try check("make properties") { H5Pset_obj_track_times(properties.id, false) }
    try check("make properties") {
      H5Pset_link_creation_order(
        properties.id, UInt32(H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED))
    }
    return properties
  }
}
