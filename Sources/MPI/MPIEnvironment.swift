import COpenMPI
import Foundation

/// The lifetime of MPI in this process: made once, at the start of the program.
///
/// After an error, end with `abort(exitCode:)`; `finalize()` would wait for ranks that wait for this one.
public final class MPIEnvironment: Sendable {
  /// All ranks of the job; this rank alone when the program was started without a launcher.
  public let world: Communicator

  /// Initializes MPI, with errors that are thrown instead of ending the job.
  ///
  /// It sets environment variables, so no other thread may read the environment meanwhile.
  /// - Throws: `MPIError` when initialization fails or the library cannot give `threadLevel`.
  public init(threadLevel: ThreadLevel) throws(MPIError) {
    precondition(!Self.isActive && !Self.isFinalized, "MPI is initialized once a process")
    LauncherEnvironment.atStart.setDefaults()
    var provided: Int32 = 0
    try check("MPI_Init_thread") { MPI_Init_thread(nil, nil, threadLevel.code, &provided) }
    try check("MPI_Comm_set_errhandler") {
      MPI_Comm_set_errhandler(openmpi_comm_world(), openmpi_errors_return())
    }
    if provided < threadLevel.code {
      throw MPIError(
        call: "MPI_Init_thread", code: MPI_ERR_OTHER,
        reason: "this MPI library does not support threads at the level \(threadLevel)")
    }
    world = try Communicator(openmpi_comm_world())
  }

  /// Ends MPI; waits for all ranks to do the same. No communicator may be used afterwards.
  public func finalize() throws(MPIError) {
    try check("MPI_Finalize") { MPI_Finalize() }
  }

  /// Whether a launcher (`mpirun`, or `srun --mpi=pmix`) started this process as one rank of a job.
  public static var isLaunched: Bool { LauncherEnvironment.atStart.isLaunched }

  /// The rank that the launcher gave this process, known before MPI is initialized; nil without one.
  public static var launchedRank: Int? { LauncherEnvironment.atStart.rank }

  /// Ends every rank of the job at once, with this exit code; without MPI, ends this process.
  public static func abort(exitCode: Int32) -> Never {
    fflush(nil)
    if isActive { MPI_Abort(openmpi_comm_world(), exitCode) }
    _exit(exitCode)
  }

  private static var isActive: Bool {
    var flag: Int32 = 0
    return MPI_Initialized(&flag) == MPI_SUCCESS && flag != 0 && !isFinalized
  }

  private static var isFinalized: Bool {
    var flag: Int32 = 0
    return MPI_Finalized(&flag) == MPI_SUCCESS && flag != 0
  }
}
