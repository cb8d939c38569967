import NamedSettings
import TrialSearch

/// The points of a search that are tried before anything runs.
extension Configuration {
  /// At most so many of the points that a sampler is known to suggest are tried, and about as many pairs.
  private static let mostSuggestions = 4096
  /// At most so many combinations of all extremes are tried; beyond, those of each two keys.
  private static let mostCorners = 512

  /// The combinations of the space's extremes, and what the sampler suggests as far as that depends on
  /// nothing else. Each is a point that the search may come to.
  func pointsToCheck(_ search: SearchSettings) throws(SettingError) -> [[Double]] {
    let points = try cornersToCheck(search)
    return search.spaceIsConfigured ? try points + suggestions(search) : points
  }

  /// The combinations of the space's extremes; of a list of the sampler's own, whose values may be valid
  /// together only, the points in the order of the variants.
  func cornersToCheck(_ search: SearchSettings) throws(SettingError) -> [[Double]] {
    search.spaceIsConfigured ? Self.corners(of: search.space) : try suggestions(search)
  }

  private func suggestions(_ search: SearchSettings) throws(SettingError) -> [[Double]] {
    var sampler = try search.makeSampler()
    let problem = SearchProblem(space: search.space, lowerIsBetter: true, seed: seed)
    // What uses the history has none before the first variants past the window.
    let known = sampler.usesHistory ? min(search.window, 64) : Self.mostSuggestions
    return (0..<min(search.variantCount ?? .max, known)).map {
      sampler.suggest($0, after: SearchHistory(), for: problem)
    }
  }

  /// All combinations of the dimensions' extremes; where they are too many, those of each two dimensions
  /// with the first extremes of the others, and the last ones together.
  private static func corners(of space: SearchSpace) -> [[Double]] {
    let extremes = space.dimensions.map(\.distribution.extremes)
    let count = extremes.reduce(1.0) { $0 * Double($1.count) }
    guard count > Double(mostCorners) else {
      return extremes.reduce([[]]) { points, values in
        points.flatMap { point in values.map { point + [$0] } }
      }
    }
    let first = extremes.map { $0[0] }
    var points = [first, extremes.map { $0[$0.count - 1] }]
    for one in extremes.indices {
      for value in extremes[one].dropFirst() {
        var point = first
        point[one] = value
        points.append(point)
        for other in extremes.indices where other > one && points.count < mostSuggestions {
          for otherValue in extremes[other].dropFirst() {
            var pair = point
            pair[other] = otherValue
            points.append(pair)
          }
        }
      }
    }
    return points
  }
}
