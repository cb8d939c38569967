import COpenMPI

/// Which threads of a process may call MPI.
public enum ThreadLevel: Sendable {
  /// Only the thread that made the `MPIEnvironment`.
  case funneled
  /// Any thread, one at a time: the program must keep them apart.
  case serialized
  /// Any threads at once. Still only one of them may probe for and receive a given tag, since
  /// between the two calls another could take the message.
  case multiple

  /// The constant that `MPI_Init_thread` takes; the constants grow with what is allowed.
  var code: Int32 {
    switch self {
    case .funneled: Int32(MPI_THREAD_FUNNELED)
    case .serialized: Int32(MPI_THREAD_SERIALIZED)
    case .multiple: Int32(MPI_THREAD_MULTIPLE)
    }
  }
}
