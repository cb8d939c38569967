/// The entries of a file that `torch.save` wrote.
struct TorchArchive {
  private let zip: ZipArchiveReader
  /// The folder of the archive in which everything is.
  private let root: String

  init(_ file: ByteView) throws(ContentError) {
    try Self.checkFormat(file)
    zip = try ZipArchiveReader(file)
    let pickle = "/data.pkl"
    guard let name = zip.names.first(where: { $0.hasSuffix(pickle) }) else {
      throw ContentError(
        "this zip archive is no PyTorch checkpoint (it lacks data.pkl): give a file of torch.save")
    }
    root = String(name.dropLast(pickle.count))
    if zip.names.contains(root + "/constants.pkl") {
      throw ContentError(
        "this is a TorchScript archive: save the model's state_dict() with torch.save instead")
    }
    let byteOrder = root + "/byteorder"
    if zip.names.contains(byteOrder), try zip.contents(byteOrder).text != "little" {
      throw ContentError(
        "its numbers are in big-endian order: save it again on a little-endian machine")
    }
  }

  /// The pickle of the saved object.
  func pickle() throws(ContentError) -> ByteView { try zip.contents(root + "/data.pkl") }

  /// The bytes of a storage.
  func storage(_ key: String) throws(ContentError) -> ByteView {
    try zip.contents("\(root)/data/\(key)")
  }

  /// Tells files that are not zip archives at all from damaged ones.
  private static func checkFormat(_ file: ByteView) throws(ContentError) {
    if file.count == 0 { throw ContentError("the file is empty: give another checkpoint") }
    let magic = file.count < 4 ? 0 : try file.integer(UInt32.self, at: 0)
    if magic == ZipLayout.localHeader { return }
    // PROTO 2, LONG1 of 10 bytes: the magic number that such a file begins with.
    if magic == 0x0A8A_0280 {
      throw ContentError(
        "the file is in PyTorch's format of before 1.6: load it with torch.load and save it again "
          + "with torch.save")
    }
    throw ContentError("this is no PyTorch checkpoint: give a file that torch.save wrote")
  }
}
