/// What is wrong with an image, in one line without its path.
public struct PNGError: Error, Equatable {
  /// The reason: the library's own words where it found the fault.
  public let reason: String
}
