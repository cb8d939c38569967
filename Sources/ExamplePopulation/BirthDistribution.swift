import Foundation
import RandomStreams

/// What a simulated population is born with; its two means are the labels that a network learns.
public struct BirthDistribution: Equatable, Sendable {
  /// The decimal logarithm of the mean magnetic field at the pole, in gauss.
  public let fieldMean: Double
  /// The decimal logarithm of the mean spin period, in seconds.
  public let periodMean: Double

  /// The scatter of log10 B; Faucher-Giguere & Kaspi 2006.
  private static let fieldDeviation = 0.55
  /// The scatter of log10 P, chosen.
  private static let periodDeviation = 0.3

  /// Draws the means from the ranges of the published magneto-rotational example.
  init(_ random: inout RandomStream) {
    fieldMean = random.uniform(12...14)
    periodMean = random.uniform(-1.5 ... -0.3)
  }

  /// Draws a star's field in gauss and period in seconds, both log-normal.
  func draw(_ random: inout RandomStream) -> (field: Double, period: Double) {
    let (first, second) = random.normals()
    return (
      pow(10, fieldMean + Self.fieldDeviation * first),
      pow(10, periodMean + Self.periodDeviation * second)
    )
  }
}
