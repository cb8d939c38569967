import Foundation

/// A queue between two threads.
final class Mailbox<Message: Sendable>: @unchecked Sendable {
  // `messages` is only touched while `condition` is locked.
  private var messages: [Message] = []
  private let condition = NSCondition()

  /// Adds messages and wakes whoever waits.
  func put(_ added: [Message]) {
    condition.withLock {
      messages += added
      condition.signal()
    }
  }

  /// Adds a message and wakes whoever waits.
  func put(_ message: Message) { put([message]) }

  /// Takes all messages that are there, the oldest first.
  func poll() -> [Message] {
    condition.withLock { takeAll() }
  }

  /// Takes all messages, waiting until there is one.
  func take() -> [Message] {
    condition.withLock {
      while messages.isEmpty { condition.wait() }
      return takeAll()
    }
  }

  /// Waits until there is a message, but no longer than `seconds`.
  func wait(seconds: Double) {
    condition.withLock {
      if messages.isEmpty { _ = condition.wait(until: Date(timeIntervalSinceNow: seconds)) }
    }
  }

  private func takeAll() -> [Message] {
    let all = messages
    messages = []
    return all
  }
}
