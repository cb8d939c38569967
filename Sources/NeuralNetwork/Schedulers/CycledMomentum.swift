import NamedSettings

/// The range in which CyclicLR and OneCycleLR move the momentum, against the learning rate.
struct CycledMomentum {
  let base: Double
  let max: Double

  /// Reads `base_momentum` and `max_momentum`; nil when `cycle_momentum` (true) is false.
  static func read(
    _ settings: inout Settings, base: Double, max: Double
  ) throws(SettingError) -> CycledMomentum? {
    let momentum = CycledMomentum(
      base: try settings.real("base_momentum", default: base, in: 0...),
      max: try settings.real("max_momentum", default: max, in: 0...))
    return try settings.bool("cycle_momentum", default: true) ? momentum : nil
  }

  /// What PyTorch adds to the optimizer's group. Throws when the optimizer has nothing to cycle.
  func scheduleSettings(
    for optimizer: any Optimizer
  ) throws(SettingError) -> [(name: String, value: SettingValue)] {
    guard optimizer.momentum != nil else {
      throw SettingError(
        "cycle_momentum",
        "the optimizer has neither momentum nor betas to cycle; choose SGD or Adam, or set it to false"
      )
    }
    return [("max_momentum", .real(max)), ("base_momentum", .real(base))]
  }
}
