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
  /// optimizer or scheduler.
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
    for (name, value) in settings where !scheduled.contains(name) {
      let other = saved.settings.first { $0.name == name }?.value
      try require(other, value, "optimizer.args.\(name == "initial_lr" ? "lr" : name)")
    }
  }

  /// Throws at the first value in which both differ. What only one of them has is passed over: a
  /// default may stand for it.
  private func require(
    _ saved: SettingValue?, _ configured: SettingValue, _ path: String
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
      throw SettingError(path, "is \(saved) in the checkpoint, but \(configured) here")
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
