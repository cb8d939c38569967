import Foundation

/// The rotation of a neutron star today.
struct Spin {
  static let secondsPerYear = 3.155_76e7
  /// k of P dP/dt = k B^2 in s/G^2, from B = 3.2e19 G sqrt(P dP/dt); Lorimer & Kramer, "Handbook of
  /// Pulsar Astronomy", 2005.
  private static let braking = 1 / (3.2e19 * 3.2e19)

  /// In seconds.
  let period: Double
  /// Seconds per second.
  let periodDerivative: Double
  private let field: Double

  /// Spins a star down by the magnetic dipole formula with a constant field: P^2 = P0^2 + 2 k B^2
  /// t.
  init(field: Double, initialPeriod: Double, years: Double) {
    let braking = Self.braking * field * field
    self.field = field
    period = (initialPeriod * initialPeriod + 2 * braking * years * Self.secondsPerYear)
      .squareRoot()
    periodDerivative = braking / period
  }

  /// Whether the star still emits in radio: above the death line B / P^2 = 1.7e11 G/s^2;
  /// Bhattacharya et al. 1992.
  var isRadioActive: Bool { field / (period * period) > 1.7e11 }

  /// The luminosity at 1.4 GHz in mJy kpc^2; `scatter` is standard normal.
  ///
  /// L = 0.18 P^-1.5 (dP/dt / 1e-15)^0.5 with a scatter of 0.8 in log10; Faucher-Giguere & Kaspi
  /// 2006.
  func luminosity(scatter: Double) -> Double {
    0.18 * pow(period, -1.5) * (periodDerivative / 1e-15).squareRoot() * pow(10, 0.8 * scatter)
  }
}
