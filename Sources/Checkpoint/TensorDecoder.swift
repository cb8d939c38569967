import Kernels
import NeuralNetwork

/// Turns described tensors into single-precision ones.
struct TensorDecoder {
  private let archive: TorchArchive
  /// Storages by key, so that a shared one is verified once.
  private var storages: [String: ByteView] = [:]
  /// How many more elements may be decoded.
  private var budget: Int

  /// `fileSize`, in bytes, limits the memory that all tensors together may take.
  init(_ archive: TorchArchive, fileSize: Int) {
    self.archive = archive
    // An element takes a byte or more of the file; the rest is room for tensors that share a storage
    // and for expanded ones, all of whose elements may be one.
    budget =
      fileSize.multipliedReportingOverflow(by: 4).partialValue
      .addingReportingOverflow(1 << 20).partialValue
  }

  /// The tensor that `reference` describes, row-major.
  mutating func decode(_ reference: TensorReference) throws(ContentError) -> Tensor {
    let count = try reference.checkedCount()
    // An empty tensor takes memory too.
    guard count < budget - 16 else {
      throw .damaged("its tensors share storages so often that they would not fit the memory")
    }
    budget -= count + 16
    let storage = try bytes(of: reference.storage)
    let tensor = Tensor(shape: reference.shape)
    tensor.buffer.withMutableSpan(0..<count) { output in
      switch reference.storage.elementType {
      case .float32: reference.copy(storage, into: &output) { (value: Float) in value }
      case .float64: reference.copy(storage, into: &output) { (value: Double) in Float(value) }
      case .float16: reference.copy(storage, into: &output) { (value: Float16) in Float(value) }
      case .bfloat16:
        reference.copy(storage, into: &output) { (value: UInt16) in
          Float(bitPattern: UInt32(value) << 16)
        }
      case .int64: reference.copy(storage, into: &output) { (value: Int64) in Float(value) }
      case .int32: reference.copy(storage, into: &output) { (value: Int32) in Float(value) }
      case .int16: reference.copy(storage, into: &output) { (value: Int16) in Float(value) }
      case .int8: reference.copy(storage, into: &output) { (value: Int8) in Float(value) }
      case .uint8: reference.copy(storage, into: &output) { (value: UInt8) in Float(value) }
      case .boolean:
        reference.copy(storage, into: &output) { (value: UInt8) in value == 0 ? 0 : 1 }
      }
    }
    return tensor
  }

  private mutating func bytes(of storage: StorageReference) throws(ContentError) -> ByteView {
    let bytes: ByteView
    if let known = storages[storage.key] {
      bytes = known
    } else {
      bytes = try archive.storage(storage.key)
      storages[storage.key] = bytes
    }
    guard storage.count >= 0, storage.count <= bytes.count / storage.elementType.size else {
      throw .damaged(
        "the storage '\(storage.key)' has \(bytes.count) bytes, too few for \(storage.count) "
          + "elements"
      )
    }
    return bytes
  }
}
