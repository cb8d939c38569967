import NamedSettings

/// Every point of the space, the last key's values changing fastest. No settings.
public struct GridSampler: Sampler {
  /// The sampler; it has no settings.
  public init(_ settings: inout Settings) {}

  /// The configured space. Throws when it is missing or has a key with endlessly many values.
  public func space(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace {
    let space = try required(configured)
    if let dimension = space.dimensions.first(where: { $0.distribution.valueCount == nil }) {
      throw SettingError(
        "space[\"\(dimension.path)\"]",
        "GridSampler needs countable values; give a linear range its step, or list choices")
    }
    guard space.pointCount != nil else {
      throw SettingError(
        "space",
        "has more points than an integer can count, and GridSampler tries each; take larger steps or"
          + " fewer choices, or another sampler such as RandomSampler with n_trials")
    }
    return space
  }

  /// False.
  public var usesHistory: Bool { false }

  /// The points of the space.
  public func variantCount(in space: SearchSpace) -> Int? { space.pointCount }

  /// The point with this number; after the last one comes the first.
  public func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] {
    var rest = number
    let point = problem.space.dimensions.reversed().map { dimension in
      let count = dimension.distribution.valueCount ?? 1
      defer { rest /= count }
      return dimension.distribution.number(at: rest % count)
    }
    return point.reversed()
  }
}
