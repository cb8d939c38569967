import VectorKernels

/// Gaussian kernels over several dimensions, and points at which their weighted sums are wanted.
public typealias ProductKernels = VectorKernels.ProductKernels

extension ProductKernels {
  /// The sums at the points.
  public var sums: [Double] {
    var sums = Array(repeating: SIMD8<Double>.zero, count: constants.count)
    vectorKernels.add(self, to: &sums)
    return sums.map { $0.sum() }
  }
}
