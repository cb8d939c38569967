import RandomStreams

/// One dimension of Sobol's sequence in base 2, of 30 bits: 2^30 numbers that fill [0, 1) evenly, each
/// found by its index alone.
///
/// Unscrambled it agrees with `scipy.stats.qmc.Sobol`. Source: Joe and Kuo, ACM TOMS 29 (2003), in Gray
/// code order.
struct SobolSequence: Sendable {
  /// The binary digits of a number.
  static let digitCount = 30

  /// What each bit of an index's Gray code flips in the number's digits.
  private var directions: [UInt32]
  private var shift: UInt32 = 0

  /// The sequence of a dimension, from 0 to `maxDimensions` - 1.
  init(dimension: Int) {
    let numbers = Self.primitivePolynomials[dimension]
    let polynomial = numbers[0]
    var directions = Array(numbers.dropFirst())
    let degree = UInt32.bitWidth - 1 - polynomial.leadingZeroBitCount
    for index in directions.count..<Self.digitCount {
      guard degree > 0 else {
        directions.append(1)
        continue
      }
      var direction = directions[index - degree]
      for k in 1...degree where polynomial >> UInt32(degree - k) & 1 == 1 {
        direction ^= directions[index - k] << UInt32(k)
      }
      directions.append(direction)
    }
    self.directions = directions.enumerated().map { index, direction in
      direction << UInt32(Self.digitCount - 1 - index)
    }
  }

  /// Scrambles the digits: each becomes the sum, modulo 2, of itself, a random choice of those before it
  /// and a random bit. Evenness stays. Source: Matousek, "On the L2-discrepancy for anchored boxes",
  /// J. Complexity 14 (1998), as in SciPy.
  mutating func scramble(_ random: inout RandomStream) {
    let rows = (0..<Self.digitCount).map { digit in
      UInt32(truncatingIfNeeded: random.next()) & Self.digits(before: digit)
    }
    scramble(rows: rows, shift: UInt32(truncatingIfNeeded: random.next()) & Self.digits(before: 30))
  }

  /// Scrambles by given choices: bit 29 - k of row d tells whether digit k is added to digit d.
  mutating func scramble(rows: [UInt32], shift: UInt32) {
    directions = directions.map { direction in
      rows.enumerated().reduce(into: 0) { scrambled, row in
        let own = Self.place(of: row.offset)
        let chosen = row.element & Self.digits(before: row.offset) | own
        if (direction & chosen).nonzeroBitCount % 2 == 1 { scrambled |= own }
      }
    }
    self.shift = shift
  }

  /// The number with this index, which counts modulo 2^30.
  func number(at index: Int) -> Double {
    var gray = index ^ index >> 1
    var digits = shift
    for direction in directions where gray != 0 {
      if gray & 1 == 1 { digits ^= direction }
      gray >>= 1
    }
    return Double(digits) * 0x1p-30
  }

  private static func place(of digit: Int) -> UInt32 { 1 << UInt32(digitCount - 1 - digit) }

  private static func digits(before digit: Int) -> UInt32 {
    (1 << 30 - 1) & ~((1 << UInt32(digitCount - digit)) - 1)
  }
}
