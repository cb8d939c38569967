import Foundation

/// The probability that a restart converges, as far as the restarts so far tell.
///
/// The posterior of a share with Jeffreys's prior, Beta(converged + 1/2, others + 1/2). Source: Brown, Cai
/// and DasGupta, "Interval Estimation for a Binomial Proportion", Statist. Sci. 16 (2001).
public struct ConvergenceEstimate: Sendable, Equatable {
  /// How many restarts converged.
  public let convergedCount: Int
  /// How many restarts ended.
  public let restartCount: Int

  /// The estimate from restarts that ended, `convergedCount` of them converged.
  public init(convergedCount: Int, restartCount: Int) {
    precondition(
      (0...restartCount).contains(convergedCount), "\(convergedCount) of \(restartCount) converged")
    self.convergedCount = convergedCount
    self.restartCount = restartCount
  }

  private var posterior: BetaDistribution {
    BetaDistribution(
      alpha: Double(convergedCount) + 0.5, beta: Double(restartCount - convergedCount) + 0.5)
  }

  /// The probability, the posterior's mean: (converged + 1/2) / (restarts + 1).
  public var probability: Double { (Double(convergedCount) + 0.5) / Double(restartCount + 1) }

  /// Jeffreys's interval: the probability lies in it with 95 %, as likely above as below. It begins at 0
  /// while none has converged and ends at 1 while all have.
  public var interval: ClosedRange<Double> {
    let low = convergedCount == 0 ? 0 : posterior.quantile(0.025)
    let high = convergedCount == restartCount ? 1 : posterior.quantile(0.975)
    return low...high
  }

  /// The expected number of restarts up to and including the first that converges, at the estimated
  /// probability and at most `limit`: (1 - (1 - p)^limit) / p.
  public func expectedRestarts(atMost limit: Int) -> Double {
    -expm1(Double(limit) * log1p(-probability)) / probability
  }
}
