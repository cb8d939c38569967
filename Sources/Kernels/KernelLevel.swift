import CProcessor
import Foundation
import VectorKernels
import VectorKernelsPortable

#if arch(x86_64)
  import VectorKernelsAVX2
  import VectorKernelsAVX512
#endif

/// The vector instructions that the kernels use: the best that the processor has, chosen when they are
/// first needed.
public enum KernelLevel: String, CaseIterable, Sendable {
  /// Any processor.
  case portable
  /// AVX2 and FMA: x86-64-v3.
  case avx2
  /// AVX-512: x86-64-v4.
  case avx512

  /// The environment variable that asks for a lower level than the best, by its name here.
  public static let variable = "PULSARTRIALS_KERNELS"

  /// The best that the processor has.
  public static let best: KernelLevel =
    switch cprocessor_vector_level() {
    case 2: .avx512
    case 1: .avx2
    default: .portable
    }

  /// The level in use.
  public static let current: KernelLevel = {
    guard let request = ProcessInfo.processInfo.environment[variable],
      let level = KernelLevel(rawValue: request)
    else { return best }
    return level.rank < best.rank ? level : best
  }()

  /// The level in use and why, for a log.
  public static var summary: String {
    let name = vectorKernels.name
    guard let request = ProcessInfo.processInfo.environment[variable] else {
      return "\(name) kernels"
    }
    guard let level = KernelLevel(rawValue: request) else {
      let names = allCases.map(\.rawValue).joined(separator: ", ")
      return "\(name) kernels; \(variable)=\(request) has no effect: it can be \(names)"
    }
    if level.rank > best.rank {
      return "\(name) kernels; \(variable)=\(request) has no effect: the processor has none"
    }
    return "\(name) kernels, as \(variable) asks"
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  fileprivate var kernels: any KernelSet {
    #if arch(x86_64)
      switch self {
      case .portable: VectorKernelsPortable.Implementation()
      case .avx2: VectorKernelsAVX2.Implementation()
      case .avx512: VectorKernelsAVX512.Implementation()
      }
    #else
      VectorKernelsPortable.Implementation()
    #endif
  }
}

/// The kernels in use.
let vectorKernels: any KernelSet = KernelLevel.current.kernels
