import Foundation
import RandomStreams

extension RandomStream {
  /// A number uniform in `range`.
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
  }

  /// Two independent numbers of the standard normal distribution.
  ///
  /// Source: Box and Muller, "A note on the generation of random normal deviates", 1958.
  mutating func normals() -> (Double, Double) {
    let radius = (2 * exponential()).squareRoot()
    let angle = 2 * Double.pi * uniform()
    return (radius * cos(angle), radius * sin(angle))
  }

  /// A number of the exponential distribution of mean 1.
  mutating func exponential() -> Double { -log(1 - uniform()) }
}
