import CHDF5

/// A dataset of a new file.
public final class DatasetWriter {
  private let id: hid_t
  private let path: String
  private let shape: [Int]
  private let type: ElementType

  init(
    _ file: hid_t, _ path: String, shape: [Int], _ type: ElementType, _ compression: Compression
  ) throws(HDF5Error) {
    id = try Library.exclusively { () throws(HDF5Error) -> hid_t in
      let action = "add the dataset \(path)"
      let properties = try Handle(action, H5Pclose) {
        H5Pcreate(hdf5_properties_of_dataset_creation())
      }
      try check(action) { H5Pset_obj_track_times(properties.id, false) }
      switch compression {
      case .none:
        try check(action) { H5Pset_alloc_time(properties.id, H5D_ALLOC_TIME_EARLY) }
        // Every number is written: zeros first would be written twice.
        try check(action) { H5Pset_fill_time(properties.id, H5D_FILL_TIME_NEVER) }
      case .gzip:
        let piece = [1] + shape.dropFirst()
        try check(action) {
          H5Pset_chunk(properties.id, Int32(shape.count), piece.map { hsize_t($0) })
        }
        try check(action) { H5Pset_shuffle(properties.id) }
        try check(action) { H5Pset_deflate(properties.id, 4) }
      }
      let space = try Handle(action, H5Sclose) {
        H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil)
      }
      let element = try type.make()
      return try check(action) {
        H5Dcreate2(file, path, element.id, space.id, 0, properties.id, 0)
      }
    }
    (self.path, self.shape, self.type) = (path, shape, type)
  }

  deinit { Library.quietly { _ = H5Dclose(id) } }

  /// Writes the entries of the first dimension from `start` on: `bytes` holds them as they will lie in
  /// the file.
  public func write(_ bytes: ArraySlice<UInt8>, from start: Int) throws(HDF5Error) {
    let entry = shape.dropFirst().reduce(type.size, *)
    let (count, rest) = bytes.count.quotientAndRemainder(dividingBy: entry)
    precondition(rest == 0 && start + count <= shape[0], "\(bytes.count) bytes do not fit \(path)")
    if count == 0 { return }
    try Library.exclusively { () throws(HDF5Error) in
      let action = "write to the dataset \(path)"
      let extents = ([count] + shape.dropFirst()).map { hsize_t($0) }
      let starts = ([start] + shape.dropFirst().map { _ in 0 }).map { hsize_t($0) }
      let file = try Handle(action, H5Sclose) { H5Dget_space(id) }
      try check(action) {
        H5Sselect_hyperslab(file.id, H5S_SELECT_SET, starts, nil, extents, nil)
      }
      let memory = try Handle(action, H5Sclose) {
        H5Screate_simple(Int32(extents.count), extents, nil)
      }
      let element = try type.make()
      try check(action) {
        bytes.withUnsafeBytes {
          H5Dwrite(id, element.id, memory.id, file.id, 0, $0.baseAddress)
        }
      }
    }
  }

  /// Gives the dataset an attribute that holds a number.
  public func setNumber(_ attribute: String, _ number: Double) throws(HDF5Error) {
    try Library.exclusively { () throws(HDF5Error) in
      let action = "write the attribute \(attribute)"
      let space = try Handle(action, H5Sclose) { H5Screate(H5S_SCALAR) }
      let handle = try Handle(action, H5Aclose) {
        H5Acreate2(id, attribute, hdf5_ieee_f64le(), space.id, 0, 0)
      }
      var value = number
      try check(action) { H5Awrite(handle.id, hdf5_native_double(), &value) }
    }
  }
}
