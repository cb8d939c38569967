import Foundation

extension Distribution {
  /// The value below which lies the share `u`, in [0, 1), of the uniform distribution over the values,
  /// or over their logarithms: what a uniform random number is turned into.
  ///
  /// Source: Optuna's `_SearchSpaceTransform`: a range with steps is widened by half a step on either
  /// side and the draw rounded, so that all values are as likely.
  func quantile(_ u: Double) -> Double {
    switch self {
    case .categorical(let choices):
      min((u * Double(choices.count)).rounded(.down), Double(choices.count - 1))
    case .numerical(let range):
      range.number(range.lowerEdge + u * (range.upperEdge - range.lowerEdge))
    }
  }
}

extension NumericalRange {
  /// Where the values begin on the scale they are drawn on: half a step below `low`; a logarithm where
  /// the scale is.
  var lowerEdge: Double { scaled(low - (step ?? 0) / 2) }
  /// Where the values end on the scale they are drawn on.
  var upperEdge: Double { scaled(high + (step ?? 0) / 2) }

  /// A number on the scale that values are drawn on.
  func scaled(_ number: Double) -> Double { isLogarithmic ? log(number) : number }

  /// The value nearest to a position on the scale that values are drawn on.
  func number(_ position: Double) -> Double {
    var number = isLogarithmic ? exp(position) : position
    if let step { number = low + ((number - low) / step).rounded(.toNearestOrEven) * step }
    return min(max(number, low), high)
  }
}
