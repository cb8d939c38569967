import Foundation

/// The maps of the stars that one survey detected.
struct SurveyMaps {
  /// What the map of fluxes holds where no star is: the logarithm of next to nothing.
  private static let noFlux = -7.0

  private let survey: Survey
  private var eastward: Histogram
  private var northward: Histogram
  private var spins: Histogram

  /// Empty maps: `resolution` x `resolution` bins over log10 of the period derivative and of the
  /// period, `resolution` x `resolution / 2` over right ascension and declination.
  init(_ survey: Survey, resolution: Int) {
    self.survey = survey
    eastward = Histogram(rows: resolution, 0...360, columns: resolution / 2, -90...90)
    northward = eastward
    spins = Histogram(rows: resolution, -18 ... -8, columns: resolution, -2.5...1.5)
  }

  /// Adds a star of this luminosity (mJy kpc^2) if the survey detects it.
  mutating func add(_ spin: Spin, _ trajectory: Trajectory, luminosity: Double) {
    let flux = luminosity / (trajectory.distance * trajectory.distance)
    guard survey.detects(trajectory, flux: flux) else { return }
    let sky = SkyMotion(trajectory)
    eastward.add(sky.rightAscension, sky.declination, value: abs(sky.motionRightAscension))
    northward.add(sky.rightAscension, sky.declination, value: abs(sky.motionDeclination))
    spins.add(log10(spin.periodDerivative), log10(spin.period), value: flux)
  }

  /// The five maps in the order of a dataset's columns: star counts over the sky, mean absolute
  /// proper motion (mas/yr) along right ascension and declination, star counts over spin, and log10
  /// of the mean flux density (mJy) over spin.
  func finished() -> [DensityMap] {
    let fluxes = spins.means().map { $0 == 0 ? Self.noFlux : log10($0) }
    return [
      map("position_map_radec", eastward, eastward.counts),
      map("velocity_map_vra", eastward, eastward.means()),
      map("velocity_map_vdec", northward, northward.means()),
      map("ppdot_map", spins, spins.counts),
      map("ppdot_map_fluxes", spins, fluxes),
    ]
  }

  private func map(_ kind: String, _ bins: Histogram, _ values: [Double]) -> DensityMap {
    DensityMap(
      name: "survey_\(survey.name)_\(kind)", rows: bins.rows, columns: bins.columns, values: values)
  }
}
