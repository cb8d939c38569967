import VectorKernels

import Foundation

/// The sum of many normal kernels of one width, in time that does not grow with their number.
///
/// The range is cut into cells of half a width. A kernel at distance t from the middle of its cell, seen
/// from z away in units of the width, is e^(-z^2/2) e^(-t^2/2) e^(zt), and e^(zt) is the sum of
/// z^k t^k / k!. So a cell is told by the sums of e^(-t^2/2) t^k over its kernels. They are kept as
/// integers, which makes them independent of the order in which kernels came and went.
///
/// Errors are below 1e-11 of a single kernel's height. Source: Greengard and Strain, "The fast Gauss
/// transform", SIAM J. Sci. Stat. Comput. 12 (1991).
struct MomentTable: Sendable {
  private static let termCount = 16
  private static let cellCount = 200
  private static let blockCount = cellCount / 8
  /// One in the integer sums.
  private static let unit = 0x1p56
  /// 4^-k / k! in units of the integer sums; t^k is kept as (4t)^k.
  private static let scales: [Double] = (0..<termCount).map { k in
    (1...max(k, 1)).reduce(1 / unit) { $0 / Double($1) }
  }

  private let lower: Double
  private let sigma: Double
  /// By cell and power: the sum of the terms, and that of the terms times the kernels' ranks.
  private var sums: [(plain: Int128, ranked: Int128)]
  /// The same as numbers, by block of eight cells and power.
  private var plain: [SIMD8<Double>]
  private var ranked: [SIMD8<Double>]
  /// Their weighted sums.
  private var weighted: [SIMD8<Double>]
  private var changedCells: [Int] = []
  private var isChanged: [Bool]

  /// A table without kernels; positions go from `lower` to 100 `sigma` above it.
  init(lower: Double, sigma: Double) {
    self.lower = lower
    self.sigma = sigma
    sums = Array(repeating: (0, 0), count: Self.cellCount * Self.termCount)
    plain = Array(repeating: .zero, count: Self.blockCount * Self.termCount)
    ranked = plain
    weighted = plain
    isChanged = Array(repeating: false, count: Self.cellCount)
  }

  /// Adds `count` kernels (1, 0 or -1) of the given height at a position, and `rank` to the sum of
  /// their ranks.
  mutating func add(_ count: Int, rank: Int, position: Double, height: Double) {
    let place = (position - lower) / sigma * 2
    let cell = min(max(Int(place), 0), Self.cellCount - 1)
    let t = (place - Double(cell) - 0.5) / 2
    var term = height * exp(-t * t / 2) * Self.unit
    for k in 0..<Self.termCount {
      let integer = Int128(Int64(term.rounded()))
      sums[cell * Self.termCount + k].plain += integer * Int128(count)
      sums[cell * Self.termCount + k].ranked += integer * Int128(rank)
      term *= 4 * t
    }
    guard !isChanged[cell] else { return }
    isChanged[cell] = true
    changedCells.append(cell)
  }

  /// Makes the changes count in `sum(at:)`, in which a kernel weighs `start` + its rank x `step`.
  mutating func settle(start: Double, step: Double) {
    for cell in changedCells {
      isChanged[cell] = false
      for k in 0..<Self.termCount {
        let sum = sums[cell * Self.termCount + k]
        plain[cell / 8 * Self.termCount + k][cell % 8] = Self.double(sum.plain) * Self.scales[k]
        ranked[cell / 8 * Self.termCount + k][cell % 8] = Self.double(sum.ranked) * Self.scales[k]
      }
    }
    changedCells.removeAll(keepingCapacity: true)
    for index in weighted.indices { weighted[index] = plain[index] * start + ranked[index] * step }
  }

  /// The weighted sum of height e^(-z^2/2) over the kernels.
  func sum(at position: Double) -> Double {
    let place = (position - lower) / sigma * 2
    // Beyond 9 widths a kernel is less than 1e-17 of its height.
    let first = min(max(Int(place) - 18, 0) / 8, Self.blockCount - 1)
    let last = min(max(Int(place) + 18, 0) / 8, Self.blockCount - 1)
    var sum = SIMD8<Double>.zero
    let middles = SIMD8<Double>(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
    for block in first...last {
      let z = ((place - Double(8 * block)) - middles) * 0.5
      let y = z * 0.25
      var term = weighted[block * Self.termCount + Self.termCount - 1]
      for k in stride(from: Self.termCount - 2, through: 0, by: -1) {
        term = term * y + weighted[block * Self.termCount + k]
      }
      sum += term * (z * z * -0.5).exponential
    }
    return sum.sum()
  }

  /// The library's conversion is generic and takes ten times as long.
  private static func double(_ integer: Int128) -> Double {
    let magnitude = integer.magnitude
    let real =
      Double(UInt64(truncatingIfNeeded: magnitude >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: magnitude))
    return integer < 0 ? -real : real
  }
}
