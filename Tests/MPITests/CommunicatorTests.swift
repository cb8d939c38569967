import LaunchSupport
import Testing

/// Scenarios of `mpi-selftest` on real ranks.
@Suite(.serialized)
struct CommunicatorTests {
  @Test(
    arguments: ["round-trip", "order", "probe", "broadcast", "gather", "barrier", "threads"],
    [2, 3, 4])
  func everyRankFindsWhatWasSentToIt(scenario: String, ranks: Int) async throws {
    let result = try await Command.mpirun(ranks: ranks, "mpi-selftest", [scenario]).run()
    #expect(result.errorOutput == "")
    #expect(result.output.hasPrefix("ok \(scenario) ranks=\(ranks) "))
    #expect(result.exitCode == 0)
  }

  @Test(arguments: [2, 4])
  func waitingCostsNextToNothing(ranks: Int) async throws {
    let result = try await Command.mpirun(ranks: ranks, "mpi-selftest", ["idle"]).run()
    #expect(result.errorOutput == "")
    #expect(result.output.contains("share="))
    #expect(result.exitCode == 0)
  }

  @Test func wrongArgumentsAreErrorsThatSayWhatIsWrong() async throws {
    let result = try await Command.mpirun(ranks: 2, "mpi-selftest", ["misuse"]).run()
    #expect(result.errorOutput == "")
    #expect(
      result.output == """
        ok misuse ranks=2 MPI_Isend: there is no rank 2, only 0 to 1; \
        MPI_Isend: there is no rank -2, only 0 to 1; MPI_Isend: MPI_ERR_TAG: invalid tag; \
        MPI_Iprobe: there is no rank 2, only 0 to 1

        """)
    #expect(result.exitCode == 0)
  }

  @Test func abortEndsEveryRankWithItsExitCode() async throws {
    let result = try await Command.mpirun(ranks: 3, "mpi-selftest", ["abort"]).run()
    #expect(result.exitCode == 42)
  }
}
