/// The observations above in one dimension of a univariate estimator, from 98 of them on, kept up to
/// date. It gives the densities of a `ParzenEstimator` of the same observations in far less time.
///
/// A place is that in the order of the variants' numbers, good observations included.
protocol AboveColumn: Sendable {
  /// Makes room for an observation at `place`, which does not count until it enters.
  mutating func insert(_ place: Int, _ number: Double)
  /// Takes out an observation that does not count.
  mutating func remove(_ place: Int)
  /// Makes an observation count.
  mutating func enter(_ place: Int)
  /// Makes an observation count no longer.
  mutating func leave(_ place: Int)
  /// Takes over the weights after all other changes; those of the observations at `places` are other
  /// than they were.
  mutating func settle(_ weights: AboveWeights, changed places: [Int])
  /// The densities, or probabilities, of `numbers`.
  mutating func densities(at numbers: [Double], _ weights: AboveWeights) -> [Double]
}

extension Distribution {
  /// The fast form of this dimension; nil where only the estimator itself will do: with
  /// options other than the usual.
  func aboveColumn(_ options: ParzenOptions) -> (any AboveColumn)? {
    // In the gaps between narrow kernels the errors of the sums are small beside the kernel over all.
    guard options.usesMagicClip, options.priorWeight >= 0.01 else { return nil }
    switch self {
    case .categorical(let choices):
      return CategoricalAbove(choices: choices.count, priorWeight: options.priorWeight)
    case .numerical(let range):
      let axis = ParzenAxis(range)
      if let count = range.valueCount, count <= DiscreteAbove.maxValues {
        return DiscreteAbove(axis, options)
      }
      return NumericalAbove(axis, options)
    }
  }
}
