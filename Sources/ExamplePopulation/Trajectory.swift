import Foundation
import RandomStreams

/// Where a star is today and how it moves, seen from the Sun in galactic axes: x to the galactic
/// centre, y with the galactic rotation, z to the north galactic pole.
struct Trajectory {
  /// Positions in kpc.
  private static let sunToCentre = 8.3
  /// The exponential disc's scale length, chosen.
  private static let discLength = 4.5
  /// The births' scale height; Faucher-Giguere & Kaspi 2006.
  private static let discHeight = 0.05
  /// Of each component of the kick, in km/s; Hobbs et al. 2005.
  private static let kickDeviation = 265.0
  private static let kilometresPerKiloparsec = 3.085_677_58e16

  /// In kpc.
  let position: SIMD3<Double>
  /// In km/s.
  let velocity: SIMD3<Double>

  init(position: SIMD3<Double>, velocity: SIMD3<Double>) {
    self.position = position
    self.velocity = velocity
  }

  /// Draws a birth place in the disc and a kick, and moves the star straight on for `years`.
  ///
  /// The galactic potential, the galactic rotation and the Sun's motion are left out: in some
  /// 100,000 years they do not bend a path visibly.
  init(_ random: inout RandomStream, years: Double) {
    // The radius of an exponential disc is the sum of two exponential numbers.
    let radius = Self.discLength * (random.exponential() + random.exponential())
    let angle = 2 * Double.pi * random.uniform()
    let height = Self.discHeight * (random.exponential() - random.exponential())
    let (kickX, kickY) = random.normals()
    let (kickZ, _) = random.normals()
    velocity = Self.kickDeviation * SIMD3(kickX, kickY, kickZ)
    let birth = SIMD3(Self.sunToCentre + radius * cos(angle), radius * sin(angle), height)
    position = birth + velocity * (years * Spin.secondsPerYear / Self.kilometresPerKiloparsec)
  }

  /// The distance from the Sun in kpc.
  var distance: Double { (position * position).sum().squareRoot() }

  /// Degrees from the galactic centre along the galactic equator, -180 to 180.
  var galacticLongitude: Double { atan2(position.y, position.x) * 180 / .pi }

  /// Degrees above the galactic equator.
  var galacticLatitude: Double { asin(position.z / distance) * 180 / .pi }
}
