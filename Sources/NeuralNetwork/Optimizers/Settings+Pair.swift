import NamedSettings

extension Settings {
  /// Takes two numbers out, such as `betas`.
  mutating func pair(
    _ name: String, default fallback: (Double, Double),
    in range: some RangeExpression<Double> = (-Double.infinity)...
  ) throws(SettingError) -> (Double, Double) {
    let numbers = try reals(name, default: [fallback.0, fallback.1])
    guard numbers.count == 2 else {
      throw SettingError(name, "expected 2 numbers, found \(numbers.count)")
    }
    for (index, number) in numbers.enumerated() where !range.contains(number) {
      throw .range("\(name)[\(index)]", number, range)
    }
    return (numbers[0], numbers[1])
  }
}

extension SettingValue {
  /// Two numbers.
  static func pair(_ pair: (Double, Double)) -> SettingValue {
    .array([.real(pair.0), .real(pair.1)])
  }
}
