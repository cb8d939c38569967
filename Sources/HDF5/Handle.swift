import CHDF5

/// An open object of the library: closed with the value, which is used inside `Library.exclusively`.
struct Handle: ~Copyable {
  let id: hid_t
  private let close: (hid_t) -> herr_t

  /// Takes over what `body` opens.
  init(
    _ action: String, _ close: @escaping (hid_t) -> herr_t, _ body: () -> hid_t
  ) throws(HDF5Error) {
    id = try check(action, body)
    self.close = close
  }

  deinit { _ = close(id) }
}
