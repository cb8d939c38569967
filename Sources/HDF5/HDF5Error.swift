/// What the HDF5 library could not do, in one line without the file's path.
public struct HDF5Error: Error, Equatable {
  /// What is wrong.
  public let reason: String

  /// Makes an error.
  public init(reason: String) { self.reason = reason }
}
