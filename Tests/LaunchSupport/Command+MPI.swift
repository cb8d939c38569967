extension Command {
  /// Open MPI's settings for runs on one host: as root if need be, with more ranks than
  /// cores, without binding all jobs to the same core.
  public static let oneHostSettings = [
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
  ]

  /// `mpirun -n RANKS` of a program of this package, given by its name.
  public static func mpirun(
    ranks: Int, _ product: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String? = nil, timeout: Int = 60
  ) -> Command {
    Command(
      "mpirun", ["-n", "\(ranks)", BuiltProducts.path(product)] + arguments,
      environment: oneHostSettings.merging(environment) { $1 },
      workingDirectory: workingDirectory, timeout: timeout)
  }
}
