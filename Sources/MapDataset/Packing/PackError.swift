import Files
import HDF5

/// Why a dataset cannot be packed.
public enum PackError: Error, Equatable, CustomStringConvertible {
  /// The table or a map is wrong.
  case input(DatasetError)
  /// The new file cannot be written: its path and the reason.
  case output(String, String)

  /// The file, and what is wrong with it.
  public var description: String {
    switch self {
    case .input(let error): "\(error)"
    case .output(let path, let reason): "\(path): \(reason)"
    }
  }
}
