import Foundation

extension RandomStream {
  /// A number from the standard normal distribution. Source: Box and Muller, "A Note on the Generation of Random
  /// Normal Deviates", 1958; the sine's half of the pair is not used, so that each number takes two words.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// An integer uniform in `0..<bound`, without bias. Source: Lemire, "Fast Random Integer Generation in an
  /// Interval", ACM TOMACS 29 (2019).
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "there is no integer below \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// The integers in `0..<count` in random order, each order as likely as any other: Fisher and Yates's shuffle.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, below(last + 1)) }
    return order
  }
}
