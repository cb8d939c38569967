import Foundation
import MPI

extension Communicator {
  /// All ranks wait for 1.5 s for what rank 0 then sends, in a barrier, a broadcast and for a message.
  ///
  /// Reports the largest share of a core that a waiting rank used.
  func playIdle() throws -> String {
    try barrier()
    let start = ContinuousClock.now
    let before = Self.processorSeconds
    for kind in 0..<3 {
      if rank == 0 { usleep(500_000) }
      switch kind {
      case 0: try barrier()
      case 1: _ = try broadcast(rank == 0 ? [1] : nil, from: 0)
      default:
        if rank == 0 {
          for peer in 1..<size { try send([1], to: peer, tag: 1) }
        } else {
          _ = try next(from: 0, tag: 1)
        }
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let share = (Self.processorSeconds - before) / seconds
    let shares = try gather(Array("\(share)".utf8), at: 0) ?? []
    let largest = shares.dropFirst().compactMap { Double(String(decoding: $0, as: UTF8.self)) }
      .max()
    guard let largest else { return "" }
    if largest > 0.10 { throw Failure("a waiting rank used \(largest) of a core") }
    return String(format: "seconds=%.2f share=%.4f", seconds, largest)
  }

  /// The processor time that this process has used, in seconds.
  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  /// A thread other than the one that initialized MPI does the talking.
  func playThreads() throws -> String {
    let outcome = Outcome()
    let thread = Thread {
      outcome.result = Result { try playRoundTrip() }
      outcome.finished.signal()
    }
    thread.start()
    outcome.finished.wait()
    return try outcome.result.get()
  }

  /// What a thread leaves behind; read only after `finished`.
  private final class Outcome: @unchecked Sendable {
    var result = Result<String, any Error> { throw Failure("the thread did not run") }
    let finished = DispatchSemaphore(value: 0)
  }

  /// Wrong arguments become errors, and MPI works on after them.
  func playMisuse() throws -> String {
    var errors: [MPIError] = []
    for (peer, tag) in [(size, 1), (-2, 1), (0, -7)] as [(Int, Int32)] {
      do throws(MPIError) { try send([1], to: peer, tag: tag) } catch { errors.append(error) }
    }
    do throws(MPIError) { _ = try probe(from: size) } catch { errors.append(error) }
    try expectEqual(errors.count, 4, "errors")
    _ = try playRoundTrip()
    return errors.map(\.description).joined(separator: "; ")
  }

  /// The last rank ends the job while the others wait.
  func playAbort() -> String {
    if rank == size - 1 { MPIEnvironment.abort(exitCode: 42) }
    while true { sleep(1) }
  }

  /// How the program was started, as it sees it.
  func playLaunch() -> String {
    "launched=\(MPIEnvironment.isLaunched) host=\(hostName)"
  }
}
