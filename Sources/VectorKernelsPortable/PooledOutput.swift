/// The greatest output of a 2x2 window after ReLU, lane by lane, and which of the four it was.
///
/// As in PyTorch the first of equal outputs wins, and NaN always.
struct PooledOutput {
  /// The code of a pooled pixel that no output won: none is positive, and no gradient goes back.
  static let dead: Int32 = 4

  let value: Vector
  /// 0 to 3 in the order of the outputs, or `dead`.
  let winner: ByteVector

  /// Pools four outputs, row by row.
  @inline(__always)
  init(_ first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector) {
    // Written out: as a method with a mutable self, a step was not inlined.
    var best = first
    var code = IntegerVector.zero
    let secondWins = (second .> best) .| (second .!= second)
    best.replace(with: second, where: secondWins)
    code.replace(with: IntegerVector(repeating: 1), where: secondWins)
    let thirdWins = (third .> best) .| (third .!= third)
    best.replace(with: third, where: thirdWins)
    code.replace(with: IntegerVector(repeating: 2), where: thirdWins)
    let fourthWins = (fourth .> best) .| (fourth .!= fourth)
    best.replace(with: fourth, where: fourthWins)
    code.replace(with: IntegerVector(repeating: 3), where: fourthWins)
    let isDead = best .<= 0
    best.replace(with: Vector.zero, where: isDead)
    code.replace(with: IntegerVector(repeating: Self.dead), where: isDead)
    value = best
    winner = ByteVector(truncatingIfNeeded: code)
  }
}
