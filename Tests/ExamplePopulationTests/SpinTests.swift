import Testing

@testable import ExamplePopulation

struct SpinTests {
  @Test func theCrabPulsarSlowsDownAsObserved() {
    // 33.4 ms and 4.21e-13 s/s, whose field by B = 3.2e19 sqrt(P dP/dt) is 3.8e12 G: the ATNF catalogue.
    let crab = Spin(field: 3.79e12, initialPeriod: 0.0334, years: 0)
    #expect(crab.period == 0.0334)
    #expect(abs(crab.periodDerivative / 4.21e-13 - 1) < 0.01)
    #expect(crab.isRadioActive)
    // Its luminosity by the formula of Faucher-Giguere & Kaspi.
    #expect(abs(crab.luminosity(scatter: 0) / 605 - 1) < 0.01)
    #expect(abs(crab.luminosity(scatter: 1) / crab.luminosity(scatter: 0) - 6.31) < 0.01)
  }

  @Test func thePeriodGrowsByItsDerivative() {
    let step = 1e-3
    let now = Spin(field: 1e13, initialPeriod: 0.1, years: 5_000)
    let later = Spin(field: 1e13, initialPeriod: 0.1, years: 5_000 + step)
    let slope = (later.period - now.period) / (step * Spin.secondsPerYear)
    #expect(abs(slope / now.periodDerivative - 1) < 1e-4)
  }

  @Test func aSlowStarOfWeakFieldIsDead() {
    #expect(!Spin(field: 1e11, initialPeriod: 1, years: 0).isRadioActive)
    #expect(Spin(field: 1e12, initialPeriod: 1, years: 0).isRadioActive)
  }
}
