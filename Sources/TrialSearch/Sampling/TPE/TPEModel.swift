import RandomStreams

/// What the tree-structured Parzen estimator has learnt about a space.
struct TPEModel: Sendable {
  /// The space.
  let space: SearchSpace
  private let options: ParzenOptions
  /// The dimensions with more than one value; others have nothing to learn.
  private let varied: [Int]
  private var observations = TPEObservations()
  private var above: AboveMixture
  private var product: ProductMixture

  init(_ space: SearchSpace, _ options: ParzenOptions) {
    self.space = space
    self.options = options
    varied = space.dimensions.indices.filter { !space.dimensions[$0].distribution.isSingle }
    let distributions = varied.map { space.dimensions[$0].distribution }
    above = AboveMixture(distributions, options)
    product = ProductMixture(distributions, options)
  }

  /// Takes in what is new in `history`. Returns how many variants have ended.
  mutating func update(
    _ history: SearchHistory, lowerIsBetter: Bool, countsRunning: Bool, excluded: Int
  ) -> Int {
    let changes = observations.update(
      history, lowerIsBetter: lowerIsBetter, countsRunning: countsRunning, excluded: excluded,
      dimensions: varied)
    if options.isMultivariate {
      product.update(observations, changes)
    } else {
      above.update(observations, changes)
    }
    return observations.endedCount
  }

  /// The candidate for a variant where the good ones are dense against the others.
  mutating func suggest(_ number: Int, seed: UInt64, candidateCount: Int) -> [Double] {
    var point = space.dimensions.map { $0.distribution.extremes[0] }
    let key = RandomKey(seed: seed, trial: UInt64(number), purpose: .sampling)
    let below = observations.points(above: false)
    guard options.isMultivariate else {
      for (index, dimension) in varied.enumerated() {
        var dimensionKey = key
        dimensionKey.index = UInt32(dimension)
        var random = RandomStream(dimensionKey)
        point[dimension] = suggest(index, below, candidateCount, &random)
      }
      return point
    }
    var random = RandomStream(key)
    for (dimension, value) in zip(varied, suggest(below, candidateCount, &random)) {
      point[dimension] = value
    }
    return point
  }

  /// log l - log g in one dimension of the varied ones.
  mutating func scores(_ candidates: [Double], dimension: Int) -> [Double] {
    let below = estimator(observations.points(above: false), dimension)
    return scores(candidates, dimension, below)
  }

  /// log l - log g over all varied dimensions together.
  func scores(_ candidates: [[Double]]) -> [Double] {
    scores(candidates, ParzenEstimator(observations.points(above: false), distributions, options))
  }

  private var distributions: [Distribution] { varied.map { space.dimensions[$0].distribution } }

  private func estimator(_ points: [[Double]], _ dimension: Int) -> ParzenEstimator {
    ParzenEstimator(
      points.map { [$0[dimension]] }, [space.dimensions[varied[dimension]].distribution], options)
  }

  private mutating func suggest(
    _ dimension: Int, _ below: [[Double]], _ count: Int, _ random: inout RandomStream
  ) -> Double {
    let estimator = estimator(below, dimension)
    let candidates = (0..<count).map { _ in estimator.draw(&random)[0] }
    return best(candidates, scores(candidates, dimension, estimator))
  }

  private func suggest(
    _ below: [[Double]], _ count: Int, _ random: inout RandomStream
  ) -> [Double] {
    let estimator = ParzenEstimator(below, distributions, options)
    let candidates = (0..<count).map { _ in estimator.draw(&random) }
    return best(candidates, scores(candidates, estimator))
  }

  private mutating func scores(
    _ candidates: [Double], _ dimension: Int, _ below: ParzenEstimator
  ) -> [Double] {
    zip(candidates, above.logDensities(at: candidates, dimension: dimension)).map {
      below.logDensity(at: [$0]) - $1
    }
  }

  private func scores(_ candidates: [[Double]], _ below: ParzenEstimator) -> [Double] {
    let above =
      product.isUsable
      ? product.logDensities(at: candidates)
      : {
        let estimator = ParzenEstimator(
          observations.points(above: true), distributions, options)
        return candidates.map(estimator.logDensity)
      }()
    return zip(candidates, above).map { below.logDensity(at: $0) - $1 }
  }

  /// The candidate with the highest score, the first of equals.
  private func best<Candidate>(_ candidates: [Candidate], _ scores: [Double]) -> Candidate {
    var best = 0
    for index in scores.indices where scores[index] > scores[best] { best = index }
    return candidates[best]
  }
}
