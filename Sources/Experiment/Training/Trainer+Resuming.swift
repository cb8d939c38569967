import Checkpoint
import NamedSettings
import NeuralNetwork

extension Trainer {
  /// Continues where a checkpoint was written: weights, optimizer, scheduler and course.
  ///
  /// Throws when the checkpoint does not fit, with the first tensor or setting and both shapes or
  /// values.
  func resume(_ resumption: Resumption) throws(ExperimentError) {
    let checkpoint = try Resumption.read(resumption.path)
    do {
      try load(checkpoint)
      try course.restore(SavedCourse(checkpoint), keepsBest: resumption.bestModel != nil)
    } catch {
      throw ExperimentError(
        .configuration,
        "\(resumption.path): does not fit \(setup.configuration.path): \("\(error)".printable)")
    }
  }

  private func load(_ checkpoint: Checkpoint) throws(SettingError) {
    let fit = CheckpointFit(configuration: setup.configuration, checkpoint: checkpoint)
    do { try network.load(checkpoint.stateDictionary) } catch {
      let architecture = setup.configuration.architecture.type
      guard let saved = checkpoint.architecture, saved != architecture else { throw error }
      throw SettingError(
        "arch", "is \(saved) in the checkpoint, but \(architecture) here: \(error)")
    }
    try fit.checkConfiguration()
    try fit.checkSettings(of: optimizer)
    if let state = checkpoint.optimizer {
      do { try optimizer.load(state) } catch { throw error.prefixed("optimizer") }
    }
    // Of other programs' checkpoints only the epoch is known.
    var state = checkpoint.scheduler ?? ["last_epoch": .integer(checkpoint.epoch)]
    if scheduler?.higherIsBetter != nil && fit.otherMetric != nil {
      // What it remembers are values of the other metric.
      state = state.filter { $0.key == "last_epoch" }
    }
    do { try scheduler?.load(state) } catch { throw error.prefixed("lr_scheduler") }
  }
}
