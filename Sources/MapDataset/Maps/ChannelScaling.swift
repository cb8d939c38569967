extension Scaling {
  /// Scales one channel of one sample by its own values, in double precision until the last step.
  ///
  /// A constant channel, in which no star was detected, becomes 0 under `normalize` and -1 under
  /// `standardize`. Values beyond the range of single precision become infinite.
  func channel(_ values: [Double]) -> [Float] {
    switch self {
    case .none:
      return values.map { Float($0) }
    case .normalize:
      let (lowest, highest) = Self.range(values)
      if lowest == highest { return values.map { _ in 0 } }
      return values.map { Float(($0 - lowest) / (highest - lowest)) }
    case .standardize:
      let (lowest, highest) = Self.range(values)
      if lowest == highest { return values.map { _ in -1 } }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
      return values.map { Float(($0 - mean) / deviation) }
    }
  }

  private static func range(_ values: [Double]) -> (lowest: Double, highest: Double) {
    values.reduce((.infinity, -.infinity)) { (min($0.0, $1), max($0.1, $1)) }
  }
}
