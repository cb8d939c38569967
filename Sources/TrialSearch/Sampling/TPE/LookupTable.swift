import Foundation

/// The logarithms of what kernels at each of a dimension's values give to one value.
struct LookupTable: Sendable {
  private let logKernels: [Double]

  /// The table for `number` in a dimension with steps or choices.
  init(
    _ number: Double, _ layout: ProductLayout, _ dimension: Int, sigma: Double, count: Int,
    _ options: ParzenOptions
  ) {
    let distribution = layout.distributions[dimension]
    let valueCount = distribution.valueCount ?? 0
    if let axis = layout.axes[dimension] {
      let interval = axis.interval(of: number)
      logKernels = (0..<valueCount).map { index in
        axis.logKernel(
          interval, mean: axis.range.scaled(axis.range.number(at: index)),
          sigma: sigma * axis.extent)
      }
    } else {
      let q = options.priorWeight / Double(count + 1)
      let total = q * Double(valueCount) + 1
      logKernels = (0..<valueCount).map { log(($0 == Int(number) ? q + 1 : q) / total) }
    }
  }

  /// The entries of eight kernels.
  func looked(up codes: SIMD8<Int32>) -> SIMD8<Double> {
    SIMD8(
      logKernels[Int(codes[0])], logKernels[Int(codes[1])], logKernels[Int(codes[2])],
      logKernels[Int(codes[3])], logKernels[Int(codes[4])], logKernels[Int(codes[5])],
      logKernels[Int(codes[6])], logKernels[Int(codes[7])])
  }
}
