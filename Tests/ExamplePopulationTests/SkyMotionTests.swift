import Foundation
import Testing

@testable import ExamplePopulation

struct SkyMotionTests {
  @Test(arguments: [
    // The galactic centre, pole and anticentre in J2000.
    (SIMD3(8.3, 0, 0), 266.405, -28.936), (SIMD3(0, 0, 2), 192.859, 27.128),
    (SIMD3(-1, 0, 0), 86.405, 28.936),
  ])
  func galacticDirectionsHaveTheirPublishedCoordinates(
    position: SIMD3<Double>, rightAscension: Double, declination: Double
  ) {
    let sky = SkyMotion(Trajectory(position: position, velocity: .zero))
    #expect(abs(sky.rightAscension - rightAscension) < 0.001)
    #expect(abs(sky.declination - declination) < 0.001)
    #expect(sky.motionRightAscension == 0)
  }

  @Test func properMotionIsTheRateOfThePosition() {
    let position = SIMD3(1.0, -2.0, 0.3)
    let velocity = SIMD3(150.0, 200.0, -90.0)
    let now = SkyMotion(Trajectory(position: position, velocity: velocity))
    let years = 10.0
    let step = velocity * (years * 3.155_76e7 / 3.085_677_58e16)
    let later = SkyMotion(Trajectory(position: position + step, velocity: velocity))
    let toMilliarcseconds = 3_600_000 / years
    let cosine = cos(now.declination * .pi / 180)
    let east = (later.rightAscension - now.rightAscension) * cosine * toMilliarcseconds
    let north = (later.declination - now.declination) * toMilliarcseconds
    #expect(abs(east / now.motionRightAscension - 1) < 1e-4)
    #expect(abs(north / now.motionDeclination - 1) < 1e-4)
  }
}
