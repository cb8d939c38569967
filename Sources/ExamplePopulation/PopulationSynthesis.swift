import RandomStreams

/// A small synthesis of the young radio pulsars of the Galaxy, for datasets to try the programs on.
///
/// Neutron stars are born in the galactic disc at a constant rate, spin down by the magnetic dipole
/// formula, move off with their kicks, and are detected by three surveys if they are above the
/// death line and bright enough. Every star's beam is taken to meet the Earth.
public struct PopulationSynthesis: Sendable {
  /// In years. Together with `starCount` one birth in 60 years, about the rate of core-collapse
  /// supernovae (1.9 per century; Diehl et al. 2006).
  private static let greatestAge = 300_000.0
  private static let starCount = 5_000

  /// What all random numbers follow from.
  public let seed: UInt64
  /// Bins along the longer side of a map; even.
  public let resolution: Int

  /// A synthesis whose maps have `resolution` bins a side, an even number above 0.
  public init(seed: UInt64, resolution: Int) {
    precondition(resolution > 0 && resolution % 2 == 0, "a resolution of \(resolution)")
    self.seed = seed
    self.resolution = resolution
  }

  /// Simulates one population; the same for the same seed, resolution and `sample`, whatever else
  /// is simulated.
  public func simulate(_ sample: Int) -> Simulation {
    var random = RandomStream(
      RandomKey(seed: seed, purpose: .simulation, index: UInt32(sample)))
    let birth = BirthDistribution(&random)
    var surveys = Survey.all.map { SurveyMaps($0, resolution: resolution) }
    for _ in 0..<Self.starCount {
      let years = Self.greatestAge * random.uniform()
      let (field, initialPeriod) = birth.draw(&random)
      let spin = Spin(field: field, initialPeriod: initialPeriod, years: years)
      if !spin.isRadioActive { continue }
      let trajectory = Trajectory(&random, years: years)
      let luminosity = spin.luminosity(scatter: random.normals().0)
      for index in surveys.indices {
        surveys[index].add(spin, trajectory, luminosity: luminosity)
      }
    }
    let bySurvey = surveys.map { $0.finished() }
    let maps = bySurvey[0].indices.flatMap { kind in bySurvey.map { $0[kind] } }
    return Simulation(birth: birth, maps: maps)
  }
}
