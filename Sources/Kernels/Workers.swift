import Foundation
import Synchronization

/// The threads of this process that share out the kernels' loops.
///
/// There is one set a process, because its cores are the process's. Results do not depend on the number
/// of threads: each part of a loop writes memory of its own, in an order of its own.
public final class Workers: @unchecked Sendable {
  // `threadCount`, `job` and `jobNumber` are only touched while `condition` is locked.

  /// The process's threads.
  public static let shared = Workers()

  /// One loop.
  private final class Job: @unchecked Sendable {
    let count: Int
    /// Nil once nobody works any more: the closure must not outlive its loop.
    var body: ((Int) -> Void)?
    let next = Atomic<Int>(0)
    /// The threads that have not finished with it; touched while the condition is locked.
    var helpers: Int

    init(count: Int, helpers: Int, body: @escaping (Int) -> Void) {
      self.count = count
      self.helpers = helpers
      self.body = body
    }

    func work() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count, let body else { return }
        body(index)
      }
    }
  }

  private let condition = NSCondition()
  private let isBusy = Atomic<Bool>(false)
  private let parts = Atomic<Int>(1)
  private var threadCount = 1
  private var job: Job?
  private var jobNumber = 0

  /// The number of threads, the caller's included.
  public var count: Int { parts.load(ordering: .relaxed) }

  init() {}

  /// Sees to it that loops are shared among at least `threads` threads.
  public func use(threads: Int) {
    condition.withLock {
      while threadCount < threads {
        threadCount += 1
        let seen = jobNumber
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
    defer { isBusy.store(false, ordering: .releasing) }
    withoutActuallyEscaping(body) { body in
      let job = condition.withLock {
        let job = Job(count: count, helpers: threadCount - 1, body: body)
        self.job = job
        jobNumber += 1
        condition.broadcast()
        return job
      }
      job.work()
      condition.withLock {
        while job.helpers > 0 { condition.wait() }
        job.body = nil
        self.job = nil
      }
    }
  }

  /// Splits `range` among the threads, in parts of a multiple of `step`, and calls `body` for each with
  /// the part's number, which is below `count`.
  func split(_ range: Range<Int>, step: Int, _ body: (_ number: Int, _ part: Range<Int>) -> Void) {
    let steps = (range.count + step - 1) / step
    let parts = min(count, steps)
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

  private func serve(after number: Int) {
    var seen = number
    while true {
      let job = condition.withLock {
        while jobNumber == seen || self.job == nil { condition.wait() }
        seen = jobNumber
        return self.job
      }
      job?.work()
      condition.withLock {
        job?.helpers -= 1
        condition.broadcast()
      }
    }
  }
}
