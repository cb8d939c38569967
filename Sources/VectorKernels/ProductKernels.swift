/// Gaussian kernels over several dimensions, eight to a block, and points at which their weighted sums are
/// wanted.
///
/// A kernel gives a point its weight times e^x, where x is the kernel's base plus the point's constant, the
/// scalar product of the kernel's offsets and the point's factors, and an entry of the point's table for
/// each of the kernel's places.
public struct ProductKernels: Sendable {
  /// By block.
  public let bases: [SIMD8<Double>]
  /// By block.
  public let weights: [SIMD8<Double>]
  /// By block and factor.
  public let offsets: [SIMD8<Double>]
  /// By block and place.
  public let places: [SIMD8<Int32>]
  /// By point.
  public let constants: [Double]
  /// By point and factor.
  public let factors: [Double]
  /// By point and entry.
  public let tables: [Double]
  /// The factors of a point.
  public let factorCount: Int
  /// The places of a kernel.
  public let placeCount: Int
  /// The entries of a point's table.
  public let tableCount: Int

  /// Kernels and points. The arrays' lengths must fit each other, and all places be in the table.
  public init(
    bases: [SIMD8<Double>], weights: [SIMD8<Double>], offsets: [SIMD8<Double>],
    places: [SIMD8<Int32>], constants: [Double], factors: [Double], tables: [Double],
    factorCount: Int, placeCount: Int, tableCount: Int
  ) {
    precondition(
      weights.count == bases.count && offsets.count == bases.count * factorCount
        && places.count == bases.count * placeCount
        && factors.count == constants.count * factorCount
        && tables.count == constants.count * tableCount, "arrays differ in length")
    precondition(
      places.allSatisfy { $0.min() >= 0 && $0.max() < tableCount }, "a place is not in the table")
    self.bases = bases
    self.weights = weights
    self.offsets = offsets
    self.places = places
    self.constants = constants
    self.factors = factors
    self.tables = tables
    self.factorCount = factorCount
    self.placeCount = placeCount
    self.tableCount = tableCount
  }
}
