import Foundation

extension ProductLayout {
  /// The logarithms of what kernels give to points, by point, group and combination of the group's values.
  func tables(
    at points: [[Double]], sigma: Double, count: Int, _ options: ParzenOptions
  ) -> [Double] {
    var tables: [Double] = []
    tables.reserveCapacity(points.count * tableCount)
    // Points often share their values.
    var known: [Int: [Double: [Double]]] = [:]
    for point in points {
      for group in groups {
        var sums = [0.0]
        for dimension in group.dimensions {
          let number = point[dimension]
          let terms =
            known[dimension]?[number]
            ?? logKernels(of: number, dimension, sigma: sigma, count: count, options)
          known[dimension, default: [:]][number] = terms
          var products: [Double] = []
          products.reserveCapacity(sums.count * terms.count)
          for sum in sums {
            for term in terms { products.append(sum + term) }
          }
          sums = products
        }
        tables += sums
      }
    }
    return tables
  }

  /// The logarithms of what kernels at each value of a dimension with steps or choices give to `number`.
  private func logKernels(
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
