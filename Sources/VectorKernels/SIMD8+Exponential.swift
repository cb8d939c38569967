extension SIMD8<Double> {
  /// e to each number up to 700, with a relative error below 3e-13; 0 below -700.
  ///
  /// x = n ln 2 + r with |r| <= ln 2 / 2; e^r by its series to the 10th power, 2^n by the exponent's bits.
  @inlinable @inline(__always)
  public var exponential: SIMD8<Double> {
    // Adding 1.5 x 2^52 rounds to an integer, which then stands in the lowest bits.
    let rounder = 0x1.8p52
    let shifted = self * 1.442_695_040_888_963_4 + rounder
    let n = shifted - rounder
    // ln 2 in two parts, the first of few enough bits that its product with n is exact.
    let r = self - n * 6.931_471_803_691_238e-1 - n * 1.908_214_929_270_587_7e-10
    var sum = r * (1 / 3_628_800) + 1 / 362_880
    sum = sum * r + 1 / 40_320
    sum = sum * r + 1 / 5_040
    sum = sum * r + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    let power = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
    let result = unsafeBitCast(
      unsafeBitCast(sum, to: SIMD8<Int64>.self) &+ power, to: SIMD8<Double>.self)
    return result.replacing(with: 0, where: self .< -700)
  }
}
