import NamedSettings
import RandomStreams

/// The tree-structured Parzen estimator: of random points where the good variants are dense, the one
/// where the others are sparse.
///
/// Settings, with Optuna's defaults: `n_trials`; `n_startup_trials` 10, ended variants before which
/// points are random; `n_ei_candidates` 24, the points to choose from; `multivariate` false, whether
/// parameters are drawn together; `prior_weight` 1, `consider_magic_clip` true and `consider_endpoints`
/// false shape the kernels; `constant_liar` false, whether running variants of an asynchronous search
/// count as bad ones. The good ones are a tenth, at most 25. Sources: Bergstra et al., "Algorithms for
/// Hyper-Parameter Optimization", NIPS 2011; formulae as in Optuna 4.9, `_tpe/sampler.py`.
public struct TPESampler: Sampler {
  private let limit: Int?
  private let startupCount: Int
  private let candidateCount: Int
  private let countsRunning: Bool
  private let options: ParzenOptions
  private var model: TPEModel?

  /// Reads the settings above.
  public init(_ settings: inout Settings) throws(SettingError) {
    limit = try settings.variantLimit()
    startupCount = try settings.integer("n_startup_trials", default: 10, in: 0...)
    candidateCount = try settings.integer("n_ei_candidates", default: 24, in: 1...10_000)
    countsRunning = try settings.bool("constant_liar", default: false)
    options = ParzenOptions(
      priorWeight: try settings.real("prior_weight", default: 1, in: 0...),
      usesMagicClip: try settings.bool("consider_magic_clip", default: true),
      usesEndpoints: try settings.bool("consider_endpoints", default: false),
      isMultivariate: try settings.bool("multivariate", default: false))
    guard try settings.bool("consider_prior", default: true) else {
      throw SettingError("consider_prior", "is always true, as in Optuna since 4.3; leave it out")
    }
    guard try !settings.bool("group", default: false) else {
      throw SettingError(
        "group", "is for spaces that change between variants, which this one does not")
    }
  }

  /// `n_trials`.
  public func variantCount(in space: SearchSpace) -> Int? { limit }

  /// A random point until enough variants have ended, then the best of the candidates.
  public mutating func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] {
    if model?.space != problem.space { model = TPEModel(problem.space, options) }
    let endedCount = model?.update(
      history, lowerIsBetter: problem.lowerIsBetter, countsRunning: countsRunning, excluded: number)
    guard let endedCount, endedCount >= startupCount, endedCount > 0 else {
      return problem.randomPoint(number)
    }
    return model?.suggest(number, seed: problem.seed, candidateCount: candidateCount)
      ?? problem.randomPoint(number)
  }
}
