import NamedSettings

/// Chooses the point of each variant.
///
/// A sampler may keep what it derived from a history, yet its answers depend on its settings and on
/// the arguments alone: the same for a fresh copy, in any order of questions.
public protocol Sampler: Sendable {
  /// Reads the sampler's settings.
  init(_ settings: inout Settings) throws(SettingError)
  /// The space it searches, given the configuration's `space` if there is one. Throws, with a path
  /// that starts at `sampler` or `space`, when it cannot.
  func space(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace
  /// How many variants there are to try in `space`; nil when the sampler sets no end.
  func variantCount(in space: SearchSpace) -> Int?
  /// Whether its points depend on the history; without, all of them are known before a search.
  var usesHistory: Bool { get }
  /// Where in the sampler's settings the values of the variant with this number, from 0, are written, such
  /// as `variants[1]`; nil where they are those of the configuration's `space`.
  func place(of number: Int) -> String?
  /// The point of the variant with this number, from 0, within `problem.space`.
  mutating func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double]
}

extension Sampler {
  /// True.
  public var usesHistory: Bool { true }

  /// Nil.
  public func place(of number: Int) -> String? { nil }

  /// The configured space. Throws when there is none.
  public func space(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace {
    try required(configured)
  }

  /// The configured space. Throws when there is none.
  func required(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace {
    guard let configured, !configured.dimensions.isEmpty else {
      throw SettingError("space", "is missing; the sampler needs at least one key to vary")
    }
    return configured
  }
}
