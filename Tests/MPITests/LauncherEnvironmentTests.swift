import Testing

@testable import MPI

struct LauncherEnvironmentTests {
  @Test func launchersAreRecognized() {
    #expect(!LauncherEnvironment(["PATH": "/bin"]).isLaunched)
    #expect(LauncherEnvironment(["OMPI_COMM_WORLD_SIZE": "1"]).isLaunched)
    #expect(LauncherEnvironment(["PMIX_RANK": "0"]).isLaunched)
  }

  @Test func onlyRanksThatShareAHostAreKeptToSharedMemory() {
    let oneHost = ["OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_LOCAL_SIZE": "4"]
    let twoHosts = ["OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_LOCAL_SIZE": "2"]
    #expect(LauncherEnvironment([:]).defaults["OMPI_MCA_btl"] == "self,vader")
    #expect(LauncherEnvironment(oneHost).defaults["OMPI_MCA_btl"] == "self,vader")
    #expect(LauncherEnvironment(twoHosts).defaults["OMPI_MCA_btl"] == nil)
    #expect(LauncherEnvironment(["PMIX_RANK": "0"]).defaults["OMPI_MCA_btl"] == nil)
  }

  @Test func aSettingOfTheUserStays() {
    let defaults = LauncherEnvironment(["OMPI_MCA_btl": "self,tcp"]).defaults
    #expect(defaults["OMPI_MCA_btl"] == nil)
    #expect(defaults["OMPI_MCA_pml"] == "ob1")
    #expect(defaults["OMPI_MCA_mpi_yield_when_idle"] == "0")
  }
}
