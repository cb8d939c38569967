/// The greatest output of a 2x2 window after ReLU, lane by lane, and which of the four it was.
///
/// As in PyTorch the first of equal outputs wins, and NaN always.
struct PooledOutput {
  /// The code of a pooled pixel that no output won: none is positive, and no gradient goes back.
  static let dead: Int32 = 4

  private(set) var value: Vector
  private var code = IntegerVector.zero

  /// Pools four outputs, row by row.
  @inline(__always)
  init(_ first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector) {
    value = first
    challenge(second, 1)
    challenge(third, 2)
    challenge(fourth, 3)
    let isDead = value .<= 0
    value.replace(with: Vector.zero, where: isDead)
    code.replace(with: IntegerVector(repeating: Self.dead), where: isDead)
  }

  /// 0 to 3 in the order of the outputs, or `dead`.
  @inline(__always)
  var winner: ByteVector { ByteVector(truncatingIfNeeded: code) }

  @inline(__always)
  private mutating func challenge(_ challenger: Vector, _ challengerCode: Int32) {
    let wins = (challenger .> value) .| (challenger .!= challenger)
    value.replace(with: challenger, where: wins)
    code.replace(with: IntegerVector(repeating: challengerCode), where: wins)
  }
}
