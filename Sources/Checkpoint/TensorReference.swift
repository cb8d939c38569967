/// Where a storage's elements are and of which type.
struct StorageReference {
  /// The entry in the archive's `data` folder.
  var key: String
  var elementType: TensorElementType
  /// The number of elements.
  var count: Int
}

/// A tensor as PyTorch describes it: a strided view of a storage.
struct TensorReference {
  var storage: StorageReference
  /// In elements, as the strides.
  var offset: Int
  var shape: [Int]
  var strides: [Int]
}
