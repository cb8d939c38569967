import MPI

/// What `mpi-selftest` can do, by the name on its command line.
enum Scenario: String, CaseIterable {
  case roundTrip = "round-trip"
  case order
  case probe
  case broadcast
  case gather
  case barrier
  case idle
  case threads
  case misuse
  case abort
  case launch

  var threadLevel: ThreadLevel {
    switch self {
    case .order: .multiple
    case .threads: .serialized
    default: .funneled
    }
  }

  /// Plays this rank's part; gives what rank 0 has to say about it.
  func run(_ world: Communicator) throws -> String {
    switch self {
    case .roundTrip: try world.playRoundTrip()
    case .order: try world.playOrder()
    case .probe: try world.playProbe()
    case .broadcast: try world.playBroadcast()
    case .gather: try world.playGather()
    case .barrier: try world.playBarrier()
    case .idle: try world.playIdle()
    case .threads: try world.playThreads()
    case .misuse: try world.playMisuse()
    case .abort: world.playAbort()
    case .launch: world.playLaunch()
    }
  }
}
