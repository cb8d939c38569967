/// What is known of a message that has arrived and was not yet received.
public struct Envelope: Sendable, Equatable {
  /// The rank that sent it.
  public let source: Int
  /// The tag that it was sent with.
  public let tag: Int32
  /// Its length in bytes.
  public let byteCount: Int
}
