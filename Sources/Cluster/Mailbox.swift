import Foundation

/// A queue between two threads.
final class Mailbox<Message: Sendable>: @unchecked Sendable {
  // `messages` is only touched while `condition` is locked.
  private var messages: [Message] = []
  private let condition = NSCondition()

  /// Adds a message and wakes whoever waits.
  func put(_ message: Message) {
    condition.withLock {
      messages.append(message)
      condition.signal()
    }
  }

  /// Takes the oldest message, if there is one.
  func poll() -> Message? {
    condition.withLock { messages.isEmpty ? nil : messages.removeFirst() }
  }

  /// Takes the oldest message, waiting until there is one.
  func take() -> Message {
    condition.withLock {
      while messages.isEmpty { condition.wait() }
      return messages.removeFirst()
    }
  }

  /// Waits until there is a message, but no longer than `seconds`.
  func wait(seconds: Double) {
    condition.withLock {
      if messages.isEmpty { _ = condition.wait(until: Date(timeIntervalSinceNow: seconds)) }
    }
  }
}
