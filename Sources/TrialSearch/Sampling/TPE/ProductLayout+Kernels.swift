import Foundation

extension ProductLayout {
  /// The logarithms of what kernels at each value of a dimension with steps or choices give to `number`.
  func logKernels(
    of number: Double, _ dimension: Int, sigma: Double, count: Int, _ options: ParzenOptions
  ) -> [Double] {
    let valueCount = distributions[dimension].valueCount ?? 0
    guard let axis = axes[dimension] else {
      let q = options.priorWeight / Double(count + 1)
      let total = q * Double(valueCount) + 1
      return (0..<valueCount).map { log(($0 == Int(number) ? q + 1 : q) / total) }
    }
    let interval = axis.interval(of: number)
    return (0..<valueCount).map { index in
      axis.logKernel(
        interval, mean: axis.range.scaled(axis.range.number(at: index)),
        sigma: sigma * axis.extent)
    }
  }
}
