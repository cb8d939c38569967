import Foundation
import MPI

/// One rank of a scenario: `mpirun -n N mpi-selftest SCENARIO`.
///
/// Prints a line beginning with `ok` on rank 0 and exits with 0 when every rank found what it had to.
@main
struct SelfTest {
  static func main() {
    do {
      guard CommandLine.arguments.count == 2,
        let scenario = Scenario(rawValue: CommandLine.arguments[1])
      else {
        let names = Scenario.allCases.map(\.rawValue).joined(separator: " ")
        throw Failure("usage: mpi-selftest SCENARIO; one of \(names)")
      }
      let environment = try MPIEnvironment(threadLevel: scenario.threadLevel)
      let report = try scenario.run(environment.world)
      try environment.world.barrier()
      if environment.world.rank == 0 {
        print("ok \(scenario.rawValue) ranks=\(environment.world.size) \(report)")
      }
      try environment.finalize()
    } catch {
      FileHandle.standardError.write(Data("mpi-selftest: \(error)\n".utf8))
      MPIEnvironment.abort(exitCode: 3)
    }
  }
}
