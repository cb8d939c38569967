extension Distribution {
  /// The value with this index, of countable ones.
  func number(at index: Int) -> Double {
    switch self {
    case .categorical: Double(index)
    case .numerical(let range): range.number(at: index)
    }
  }
}

extension NumericalRange {
  /// The value `index` steps above `low`, at most `high`.
  func number(at index: Int) -> Double { min(low + Double(index) * (step ?? 0), high) }

  /// How many steps above `low` the value lies; 0 in a continuous range.
  func index(of number: Double) -> Int {
    guard let step else { return 0 }
    return Int(((number - low) / step).rounded())
  }
}
