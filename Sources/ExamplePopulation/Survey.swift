/// A pulsar survey with the Parkes telescope at 1.4 GHz: where it looked and how faint it saw.
struct Survey {
  /// As it stands in the names of a dataset's columns.
  let name: String
  /// Degrees from the galactic centre, -180 to 180.
  let longitudes: ClosedRange<Double>
  /// Degrees above or below the galactic equator.
  let latitudes: ClosedRange<Double>
  /// The faintest pulsar found, in mJy; the same all over the survey here.
  let fluxLimit: Double

  /// The surveys in the order of a dataset's columns, in outline: the Parkes multibeam survey
  /// (Manchester et al. 2001), the Swinburne intermediate-latitude survey (Edwards et al. 2001) and
  /// the intermediate part of the High Time Resolution Universe survey (Keith et al. 2010).
  static let all = [
    Survey(name: "PMPS", longitudes: -100...50, latitudes: 0...5, fluxLimit: 0.2),
    Survey(name: "SMPS", longitudes: -100...50, latitudes: 5...15, fluxLimit: 0.3),
    Survey(name: "HTRU", longitudes: -120...30, latitudes: 0...15, fluxLimit: 0.3),
  ]

  /// Whether the survey finds a star of this flux density (mJy).
  func detects(_ trajectory: Trajectory, flux: Double) -> Bool {
    flux > fluxLimit && longitudes.contains(trajectory.galacticLongitude)
      && latitudes.contains(abs(trajectory.galacticLatitude))
  }
}
