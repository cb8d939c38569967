import Checkpoint
import NamedSettings
import NeuralNetwork

/// Whether a checkpoint was trained as a configuration wants to train on, apart from what loading
/// it finds.
struct CheckpointFit {
  /// Settings that choose between equivalent implementations.
  private static let implementationFlags: Set = [
    "foreach", "capturable", "differentiable", "fused",
  ]

  let configuration: Configuration
  let checkpoint: Checkpoint

  /// Throws when the checkpoint's own configuration, if it has one, is of another architecture,
  /// optimizer or scheduler. The optimizer's arguments are compared as `checkSettings` finds them.
  func checkConfiguration() throws(SettingError) {
    guard case .object(let saved) = checkpoint.configuration else { return }
    if case .object(let architecture) = saved["arch"] {
      try require(architecture["type"], .string(configuration.architecture.type), "arch.type")
      try require(architecture["args"], .object(configuration.architecture.args), "arch.args")
    }
    let choices = [
      ("optimizer", configuration.optimizer.type), ("lr_scheduler", configuration.scheduler?.type),
    ]
    for (key, type) in choices {
      guard case .object(let choice) = saved[key] else { continue }
      try require(choice["type"], type.map(SettingValue.string) ?? .null, "\(key).type")
    }
    if case .object(let saved) = saved["lr_scheduler"], let scheduler = configuration.scheduler {
      try require(saved["args"], .object(scheduler.args), "lr_scheduler.args")
    }
  }

  /// In what the checkpoint's metric or loss, if its configuration tells them, is another one: its
  /// best values are then no match for those to come.
  var otherMeasures: [SettingError] { [otherMetric, otherLoss].compactMap(\.self) }

  /// In what the checkpoint's metric is another one.
  var otherMetric: SettingError? { difference("metric", configuration.metric) }

  private var otherLoss: SettingError? { difference("loss", configuration.loss) }

  private func difference(_ key: String, _ choice: TypedSettings) -> SettingError? {
    guard case .object(let saved) = checkpoint.configuration, case .object(let other) = saved[key]
    else { return nil }
    do {
      try require(other["type"], .string(choice.type), "\(key).type")
      try require(other["args"], .object(choice.args), "\(key).args")
      return nil
    } catch {
      return error
    }
  }

  /// Throws when the checkpoint's optimizer had other settings than `optimizer`, made and scheduled
  /// as configured; a rate or momentum that a scheduler changes may differ.
  func checkSettings(of optimizer: any Optimizer) throws(SettingError) {
    guard let saved = checkpoint.optimizer else { return }
    let settings = optimizer.state.settings
    let names = Set(settings.map(\.name))
    var scheduled = Self.implementationFlags
    if configuration.scheduler != nil { scheduled.insert("lr") }
    if names.contains("max_momentum") { scheduled.formUnion(["momentum", "betas"]) }
    let ofScheduler = Set(optimizer.scheduleSettings.map(\.name))
    // The highest rate first: a scheduler that has one makes its other rates of it.
    let (highest, others) = (
      settings.filter { $0.name == "max_lr" }, settings.filter { $0.name != "max_lr" }
    )
    for (name, value) in highest + others where !scheduled.contains(name) {
      let other = saved.settings.first { $0.name == name }?.value
      if ofScheduler.contains(name) {
        let (path, verb) = source(ofScheduled: name)
        try require(other, value, path, verb)
      } else {
        try require(other, value, "optimizer.args.\(name)")
      }
    }
  }

  /// The configuration's key that gave a setting which the scheduler left in the optimizer's group,
  /// and what the key does to it.
  private func source(ofScheduled name: String) -> (path: String, verb: String) {
    let args = configuration.scheduler?.args ?? [:]
    let key = "lr_scheduler.args"
    switch name {
    case "initial_lr" where args["base_lr"] != nil: return ("\(key).base_lr", "is")
    case "initial_lr" where args["max_lr"] != nil:
      return ("\(key).div_factor", "gives the first rate")
    case "initial_lr": return ("optimizer.args.lr", "is")
    case "min_lr": return ("\(key).final_div_factor", "gives the last rate")
    default: return ("\(key).\(name)", "is")
    }
  }

  /// Throws at the first value in which both differ. What only one of them has is passed over: a
  /// default may stand for it.
  private func require(
    _ saved: SettingValue?, _ configured: SettingValue, _ path: String, _ verb: String = "is"
  ) throws(SettingError) {
    switch (saved, configured) {
    case (nil, _): return
    case (.object(let saved), .object(let configured)):
      for (key, value) in configured.sorted(by: { $0.key < $1.key }) {
        try require(saved[key], value, "\(path).\(key)")
      }
    case (.array(let saved), .array(let configured))
    where saved.count == configured.count && configured.contains { $0.kind == "an object" }:
      for (index, value) in configured.enumerated() {
        try require(saved[index], value, "\(path)[\(index)]")
      }
    case (.some(let saved), _):
      guard !agree(saved, configured) else { return }
      throw SettingError(path, "\(verb) \(saved) in the checkpoint, but \(configured) here")
    }
  }

  /// Numbers that went through single precision on the way still agree.
  private func agree(_ a: SettingValue, _ b: SettingValue) -> Bool {
    if case (.array(let a), .array(let b)) = (a, b), a.count == b.count {
      return zip(a, b).allSatisfy(agree)
    }
    guard let x = a.asReal, let y = b.asReal else { return a == b }
    return x == y || abs(x - y) <= 1e-6 * max(abs(x), abs(y))
  }
}
