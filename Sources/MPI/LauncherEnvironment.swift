import Foundation

/// What the environment variables say about how this process was started.
struct LauncherEnvironment {
  private let variables: [String: String]

  init(_ variables: [String: String]) {
    self.variables = variables
  }

  /// The variables as they were before MPI was initialized, which adds those of a launcher.
  static let atStart = LauncherEnvironment(ProcessInfo.processInfo.environment)

  /// Whether `mpirun` or `srun --mpi=pmix` started this process.
  var isLaunched: Bool {
    variables["OMPI_COMM_WORLD_SIZE"] != nil || variables["PMIX_RANK"] != nil
  }

  /// The rank that the launcher gave this process; nil without a launcher.
  var rank: Int? {
    (variables["OMPI_COMM_WORLD_RANK"] ?? variables["PMIX_RANK"]).flatMap { Int($0) }
  }

  /// Whether all ranks are known to run on this host.
  var isOneHost: Bool {
    guard isLaunched else { return true }
    guard let size = variables["OMPI_COMM_WORLD_SIZE"] else { return false }
    return size == variables["OMPI_COMM_WORLD_LOCAL_SIZE"]
  }

  /// Settings of Open MPI that the user has not made.
  var defaults: [String: String] {
    // A rank that sleeps between its looks moves a long message on by this many pieces of 32 KiB at
    // each look; with the three that are usual, 64 MiB took 7 s.
    var settings = ["OMPI_MCA_pml_ob1_send_pipeline_depth": "128"]
    // Ranks that sleep between their looks leave the core to others anyway. Where ranks outnumber cores
    // each look would give it away for a time slice, to a thread that trains: sixteen took 50 ms and more.
    settings["OMPI_MCA_mpi_yield_when_idle"] = "0"
    if isOneHost {
      // Shared memory is all that is needed: without a search for network hardware MPI starts in
      // 0.03 s instead of 0.23 s, and does not warn of what it has not found.
      settings["OMPI_MCA_pml"] = "ob1"
      settings["OMPI_MCA_btl"] = "self,vader"
      // Containers often forbid to copy straight from another process's memory.
      settings["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none"
    }
    return settings.filter { variables[$0.key] == nil }
  }

  /// Sets the defaults for this process. Works before MPI is initialized.
  func setDefaults() {
    for (name, value) in defaults { setenv(name, value, 0) }
  }
}
