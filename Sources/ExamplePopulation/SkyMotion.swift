import Foundation

/// A star's place and proper motion in equatorial coordinates (J2000).
struct SkyMotion {
  /// The axes of galactic coordinates in equatorial ones; "The Hipparcos and Tycho Catalogues",
  /// volume 1, 1.5.3.
  private static let galacticAxes = (
    x: SIMD3(-0.054_875_560_4, -0.873_437_090_2, -0.483_835_015_5),
    y: SIMD3(0.494_109_427_9, -0.444_829_630_0, 0.746_982_244_5),
    z: SIMD3(-0.867_666_149_0, -0.198_076_373_4, 0.455_983_776_2)
  )
  /// The speed in km/s of 1 mas/yr at 1 kpc: one astronomical unit per year.
  private static let speed = 4.740_47

  /// Degrees, 0 to 360.
  let rightAscension: Double
  /// Degrees, -90 to 90.
  let declination: Double
  /// Along right ascension, on the sky (times the cosine of the declination), in mas/yr.
  let motionRightAscension: Double
  /// In mas/yr.
  let motionDeclination: Double

  init(_ trajectory: Trajectory) {
    let distance = trajectory.distance
    let direction = Self.equatorial(trajectory.position) / distance
    let velocity = Self.equatorial(trajectory.velocity)
    let ascension = atan2(direction.y, direction.x)
    let declination = asin(max(-1, min(1, direction.z)))
    let east = SIMD3(-sin(ascension), cos(ascension), 0)
    let north = SIMD3(
      -sin(declination) * cos(ascension), -sin(declination) * sin(ascension), cos(declination))
    let degrees = ascension * 180 / .pi
    rightAscension = degrees < 0 ? degrees + 360 : degrees
    self.declination = declination * 180 / .pi
    motionRightAscension = (velocity * east).sum() / (Self.speed * distance)
    motionDeclination = (velocity * north).sum() / (Self.speed * distance)
  }

  private static func equatorial(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    vector.x * galacticAxes.x + vector.y * galacticAxes.y + vector.z * galacticAxes.z
  }
}
