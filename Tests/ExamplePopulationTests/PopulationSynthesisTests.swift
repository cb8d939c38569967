import Testing

@testable import ExamplePopulation

struct PopulationSynthesisTests {
  private let synthesis = PopulationSynthesis(seed: 5, resolution: 32)

  @Test func aSampleDependsOnTheSeedAndItsNumberOnly() {
    let sample = synthesis.simulate(3)
    _ = synthesis.simulate(4)
    #expect(PopulationSynthesis(seed: 5, resolution: 32).simulate(3).maps == sample.maps)
    #expect(synthesis.simulate(4).maps != sample.maps)
    #expect(PopulationSynthesis(seed: 6, resolution: 32).simulate(3).birth != sample.birth)
  }

  @Test func mapsStandInTheOrderOfTheUsersDatasets() {
    let maps = synthesis.simulate(0).maps
    let kinds = [
      "position_map_radec", "velocity_map_vra", "velocity_map_vdec", "ppdot_map",
      "ppdot_map_fluxes",
    ]
    #expect(
      maps.map(\.name)
        == kinds.flatMap { kind in ["PMPS", "SMPS", "HTRU"].map { "survey_\($0)_\(kind)" } })
    for (index, map) in maps.enumerated() {
      #expect(map.rows == 32)
      #expect(map.columns == (index < 9 ? 16 : 32))
      #expect(map.values.count == map.rows * map.columns)
      #expect(map.values.allSatisfy { $0.isFinite })
    }
  }

  @Test func everyMapOfASurveyShowsTheSameStars() {
    let maps = synthesis.simulate(0).maps
    for survey in 0..<3 {
      let (sky, spins) = (maps[survey].values, maps[9 + survey].values)
      let count = sky.reduce(0, +)
      #expect(count > 0)
      // Some spins are beyond the map's edge.
      #expect((0.95 * count...count).contains(spins.reduce(0, +)))
      for motion in [maps[3 + survey], maps[6 + survey]] {
        #expect(motion.values.map { $0 > 0 } == sky.map { $0 > 0 })
      }
      #expect(maps[12 + survey].values.map { $0 > -7 } == spins.map { $0 > 0 })
    }
  }

  @Test func strongerFieldsShowAsFasterSpinDown() {
    let simulations = (0..<20).map(synthesis.simulate).sorted {
      $0.birth.fieldMean < $1.birth.fieldMean
    }
    func meanRow(_ simulation: Simulation) -> Double {
      let map = simulation.maps[9]
      let weighted = map.values.enumerated().map { Double($0 / map.columns) * $1 }.reduce(0, +)
      return weighted / map.values.reduce(0, +)
    }
    #expect(meanRow(simulations[0]) + 3 < meanRow(simulations[19]))
  }
}
