/// The pauses between looks for messages: the longer nothing has come, the longer.
///
/// With nothing to do, looking costs less than 1% of a core at the longest, and a message waits no longer.
/// Workers with short trials hold some ahead.
package struct PollingPause: Sendable {
  /// The first pause, in seconds.
  private static let shortest = 0.008
  private static let longest = 0.012

  private var seconds = shortest

  /// The pauses after a message.
  package init() {}

  /// The next pause, in seconds.
  package mutating func next() -> Double {
    defer { seconds = min(2 * seconds, Self.longest) }
    return seconds
  }
}
