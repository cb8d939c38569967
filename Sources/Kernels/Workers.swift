import CProcessor
import Foundation
import Synchronization

/// The threads of this process that share out the kernels' loops.
///
/// There is one set a process, because its cores are the process's. Results do not depend on the number
/// of threads: each part of a loop writes memory of its own, in an order of its own.
public final class Workers: @unchecked Sendable {
  // `threadCount`, `loop`, `sleepers` and `isWaitedFor` are only touched while `condition` is locked.

  /// The process's threads.
  public static let shared = Workers()

  /// How often a thread looks whether there is news before it sleeps, some 20 microseconds: to be woken
  /// takes as long, and a training step has a dozen loops.
  private static let patience = 1000

  /// What is to be done; whoever has joined keeps nothing of it once it has left.
  private struct Loop {
    let count: Int
    let body: UnsafePointer<(Int) -> Void>
  }

  private let condition = NSCondition()
  private let isBusy = Atomic<Bool>(false)
  private let parts = Atomic<Int>(1)
  /// The number of loops so far.
  private let loopNumber = Atomic<Int>(0)
  /// The next index of the loop that nobody has taken.
  private let next = Atomic<Int>(0)
  /// The helpers that are in the loop.
  private let helpers = Atomic<Int>(0)
  private var threadCount = 1
  /// The loop, as long as helpers may join.
  private var loop: Loop?
  private var sleepers = 0
  private var isWaitedFor = false

  /// The number of threads, the caller's included.
  public var count: Int { parts.load(ordering: .relaxed) }

  /// The most parts that a range is split into: some for each thread, so that one that comes late gets fewer.
  var partLimit: Int { count == 1 ? 1 : 4 * count }

  init() {}

  /// Sees to it that loops are shared among at least `threads` threads.
  public func use(threads: Int) {
    condition.withLock {
      while threadCount < threads {
        threadCount += 1
        let seen = loopNumber.load(ordering: .relaxed)
        let thread = Thread { [self] in serve(after: seen) }
        thread.stackSize = 8 << 20
        thread.start()
      }
      parts.store(threadCount, ordering: .relaxed)
    }
  }

  /// Calls `body` for each index below `count`, in any order and on any thread, and waits for all.
  ///
  /// Alone, or while another loop is shared out, it is a plain loop.
  func forEach(_ count: Int, _ body: (Int) -> Void) {
    guard count > 1, self.count > 1, !isBusy.exchange(true, ordering: .acquiring) else {
      for index in 0..<count { body(index) }
      return
    }
    share(count, body)
    isBusy.store(false, ordering: .releasing)
  }

  /// Splits `range` among the threads, in parts of a multiple of `step`, and calls `body` for each with
  /// the part's number, which is below `partLimit`.
  func split(_ range: Range<Int>, step: Int, _ body: (_ number: Int, _ part: Range<Int>) -> Void) {
    let steps = (range.count + step - 1) / step
    let parts = min(partLimit, steps)
    guard parts > 1 else {
      if !range.isEmpty { body(0, range) }
      return
    }
    forEach(parts) { part in
      let lower = range.lowerBound + steps * part / parts * step
      let upper = min(range.lowerBound + steps * (part + 1) / parts * step, range.upperBound)
      body(part, lower..<upper)
    }
  }

  // Not inlined, so that where there is one thread, a loop's closure takes no memory.
  @inline(never)
  private func share(_ count: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { share(Loop(count: count, body: $0)) }
    }
  }

  /// Works through a loop with the helpers. Afterwards none of them has a hold on it.
  private func share(_ loop: Loop) {
    condition.withLock {
      self.loop = loop
      next.store(0, ordering: .relaxed)
      loopNumber.add(1, ordering: .releasing)
      if sleepers > 0 { condition.broadcast() }
    }
    work(loop)
    // Nobody joins any more, and who has joined is waited for.
    condition.withLock { self.loop = nil }
    look { helpers.load(ordering: .acquiring) == 0 }
    condition.withLock {
      isWaitedFor = true
      while helpers.load(ordering: .acquiring) > 0 { condition.wait() }
      isWaitedFor = false
    }
  }

  // Not inlined, so that what it retains of the closure is released when it returns.
  @inline(never)
  private func work(_ loop: Loop) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < loop.count else { return }
      loop.body.pointee(index)
    }
  }

  private func serve(after number: Int) {
    var seen = number
    while true {
      look { loopNumber.load(ordering: .acquiring) != seen }
      let joined = condition.withLock {
        while loopNumber.load(ordering: .relaxed) == seen {
          sleepers += 1
          condition.wait()
          sleepers -= 1
        }
        seen = loopNumber.load(ordering: .relaxed)
        if loop != nil { helpers.add(1, ordering: .relaxed) }
        return loop
      }
      guard let joined else { continue }
      work(joined)
      condition.withLock {
        helpers.subtract(1, ordering: .releasing)
        if isWaitedFor { condition.broadcast() }
      }
    }
  }

  /// Waits until `isTrue`, but not long.
  private func look(_ isTrue: () -> Bool) {
    for _ in 0..<Self.patience {
      if isTrue() { return }
      cprocessor_pause()
    }
  }
}
