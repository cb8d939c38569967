/// The extremes and sums of the finite numbers among some.
public struct Moments: Sendable {
  /// The least; infinite when there is none.
  public let least: Float
  /// The greatest; negative and infinite when there is none.
  public let greatest: Float
  /// The sum.
  public let sum: Double
  /// The sum of the squares.
  public let sumOfSquares: Double

  /// Moments that have been computed.
  public init(least: Float, greatest: Float, sum: Double, sumOfSquares: Double) {
    self.least = least
    self.greatest = greatest
    self.sum = sum
    self.sumOfSquares = sumOfSquares
  }
}
