/// The kind of file that a map is written to.
public enum MapFileKind: String, CaseIterable, Sendable {
  /// A NumPy array, `.npy`.
  case array
  /// A PNG image.
  case image

  /// The end of the files' names.
  var suffix: String {
    switch self {
    case .array: "npy"
    case .image: "png"
    }
  }

  /// The content of a map's file.
  func bytes(_ map: DensityMap) -> [UInt8] {
    switch self {
    case .array: map.npy
    case .image: map.png
    }
  }
}
