import Testing

@testable import Kernels

/// One geometry of a pooled convolution, with random maps and parameters.
struct PooledConvolutionCase: CustomTestStringConvertible, Sendable {
  let channels: Int
  let kernels: Int
  let size: Size2d
  var kernel: Size2d = 3
  var padding: Size2d = 0
  var samples = 2

  var testDescription: String {
    "\(channels) to \(kernels) channels, maps \(size), kernel \(kernel), padding \(padding)"
  }

  var window: Window { Window(input: size, kernel: kernel, padding: padding) }
  var pooling: Window { Window(input: window.output, kernel: 2, stride: 2) }

  /// The usual kernels and odd ones: channels that do not fill vectors, narrow maps, and margins.
  static let all = [
    PooledConvolutionCase(channels: 3, kernels: 32, size: 32),
    PooledConvolutionCase(channels: 1, kernels: 16, size: Size2d(rows: 32, columns: 16)),
    PooledConvolutionCase(channels: 32, kernels: 64, size: 15),
    PooledConvolutionCase(channels: 10, kernels: 7, size: Size2d(rows: 9, columns: 14)),
    PooledConvolutionCase(channels: 15, kernels: 48, size: Size2d(rows: 8, columns: 11)),
    PooledConvolutionCase(channels: 17, kernels: 33, size: Size2d(rows: 12, columns: 5)),
    PooledConvolutionCase(channels: 16, kernels: 48, size: 4),
    PooledConvolutionCase(channels: 2, kernels: 5, size: Size2d(rows: 4, columns: 21)),
    PooledConvolutionCase(channels: 3, kernels: 20, size: 11, kernel: 5),
    PooledConvolutionCase(
      channels: 20, kernels: 9, size: 8, kernel: Size2d(rows: 1, columns: 4)),
    PooledConvolutionCase(channels: 4, kernels: 6, size: 7, kernel: 1),
    PooledConvolutionCase(channels: 3, kernels: 12, size: 9, padding: 1),
    PooledConvolutionCase(
      channels: 18, kernels: 32, size: Size2d(rows: 6, columns: 10),
      padding: Size2d(rows: 2, columns: 1), samples: 5),
    PooledConvolutionCase(channels: 24, kernels: 40, size: 70, samples: 1),
    // So large that gradients are summed up in groups of samples.
    PooledConvolutionCase(channels: 3, kernels: 32, size: 32, samples: 6),
    PooledConvolutionCase(channels: 18, kernels: 20, size: 40, samples: 7),
  ]
}
