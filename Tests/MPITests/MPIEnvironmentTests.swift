import LaunchSupport
import Testing

struct MPIEnvironmentTests {
  @Test func aProgramWithoutLauncherIsTheOnlyRank() async throws {
    let result = try await Command(BuiltProducts.path("mpi-selftest"), ["launch"]).run()
    #expect(result.errorOutput == "")
    #expect(result.output.hasPrefix("ok launch ranks=1 launched=false host="))
    #expect(result.exitCode == 0)
  }

  @Test func aProgramUnderMpirunKnowsIt() async throws {
    let result = try await Command.mpirun(ranks: 1, "mpi-selftest", ["launch"]).run()
    #expect(result.errorOutput == "")
    #expect(result.output.hasPrefix("ok launch ranks=1 launched=true host="))
    #expect(result.exitCode == 0)
  }
}
