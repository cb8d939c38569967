import Files
import NamedSettings
import NeuralNetwork

extension Checkpoint {
  /// Reads a file that `torch.save` of PyTorch 1.6 or later, or `encoded`, made.
  ///
  /// It holds a dictionary with the keys of `Checkpoint`, of which only `state_dict` must be there,
  /// or is itself a state dictionary. Nothing in it is executed, and no class looked up. Tensors of
  /// other element types become single-precision; strided and shared ones get memory of their own.
  public init(contentsOf path: String) throws(CheckpointError) {
    let file: MappedFile
    do {
      file = try MappedFile(path: path)
    } catch {
      throw CheckpointError(
        .missing, path: path, reason: "the checkpoint cannot be read: \(error.reason)")
    }
    self = try file.withBytes { (bytes) throws(CheckpointError) in
      try Checkpoint(ByteView(bytes), path: path)
    }
  }

  /// Reads a checkpoint from memory; `path` is for the error.
  public init(_ bytes: [UInt8], path: String) throws(CheckpointError) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(CheckpointError) in try Checkpoint(ByteView(bytes), path: path) }
    }
    self = try result.get()
  }

  private init(_ file: ByteView, path: String) throws(CheckpointError) {
    do {
      var content = try CheckpointContent(file)
      self = try content.checkpoint()
    } catch {
      throw CheckpointError(.malformed, path: path, reason: error.reason.printable)
    }
  }
}
