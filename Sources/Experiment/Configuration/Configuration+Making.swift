import NamedSettings
import NeuralNetwork

/// What a configuration's choices of type stand for. Errors carry the key's path in the file.
extension Configuration {
  /// The architecture. Throws when its layers do not fit its input shape.
  func makeModel() throws(SettingError) -> any ModelDefinition {
    try make(architecture, Registries.models, "arch")
  }

  func makeInitializer() throws(SettingError) -> any Initializer {
    try make(initializer, Registries.initializers, "weights_initializer")
  }

  func makeLoss() throws(SettingError) -> any Loss { try make(loss, Registries.losses, "loss") }

  func makeMetric() throws(SettingError) -> any Metric {
    try make(metric, Registries.metrics, "metric")
  }

  func makeOptimizer() throws(SettingError) -> any Optimizer {
    try make(optimizer, Registries.optimizers, "optimizer")
  }

  /// The scheduler, attached to `optimizer`. Throws when it needs a setting that the optimizer does not
  /// have, or ends before the training does.
  func makeScheduler(for optimizer: any Optimizer) throws(SettingError) -> (any Scheduler)? {
    let key = "lr_scheduler"
    guard let choice = scheduler else { return nil }
    let scheduler = try make(choice, Registries.schedulers, key)
    if let limit = scheduler.epochLimit, limit < trainer.epochs {
      throw SettingError(
        "\(key).args",
        "\(choice.type) is over after \(limit) epochs, but trainer.epochs is \(trainer.epochs):"
          + " make them agree")
    }
    do { try scheduler.attach(optimizer) } catch { throw error.prefixed("args").prefixed(key) }
    return scheduler
  }

  private func make<Product>(
    _ choice: TypedSettings, _ registry: Registry<Product>, _ key: String
  ) throws(SettingError) -> Product {
    do { return try choice.make(from: registry) } catch { throw error.prefixed(key) }
  }
}
