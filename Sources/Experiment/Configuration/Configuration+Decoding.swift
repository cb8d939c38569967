import NamedSettings
import NeuralNetwork

extension Configuration {
  /// Reads a configuration file's members.
  ///
  /// Throws one line that names the key's path for a missing, unknown or unfit key, an unknown type name,
  /// and loader fields in which training and validation disagree.
  public init(_ file: ConfigurationFile) throws(ExperimentError) {
    do {
      self = try Self.decode(file)
      try checkSearch()
    } catch {
      throw ExperimentError(error, in: file.path)
    }
  }

  /// Reads members that were checked before, on another rank.
  init(checked file: ConfigurationFile) throws(ExperimentError) {
    do { self = try Self.decode(file) } catch { throw ExperimentError(error, in: file.path) }
  }

  private static func decode(_ file: ConfigurationFile) throws(SettingError) -> Configuration {
    let configuration = try read(file)
    try configuration.checkWhole()
    return configuration
  }

  /// Reads members each for itself: `checkWhole` makes sure that they fit each other.
  static func read(_ file: ConfigurationFile) throws(SettingError) -> Configuration {
    var file = file
    let seedWasDrawn = file["seed"] == nil || file["seed"] == .null
    // Within 2^53, so that every JSON reader sees the same number.
    if seedWasDrawn { file.set("seed", to: .integer(Int.random(in: 0..<1 << 53))) }
    var settings = Settings(file.members)

    let thresholds = try convergence(settings.object("convergence", default: [:]))
    let resume = try resumedCheckpoint(settings.optionalObject("resume_training"))
    let gpuCount = try settings.integer("n_gpu", default: 0, in: 0...)
    let configuration = Configuration(
      path: file.path,
      members: file.members,
      name: try settings.folderName("name"),
      trialCount: try settings.integer("trials", default: 1, in: 1...99_999),
      thresholds: thresholds.values,
      gpuCount: gpuCount,
      threadsPerRank: try settings.integer("threads_per_rank", default: 1, in: 1...1024),
      architecture: try settings.typed("arch"),
      initializer: try settings.typed("weights_initializer"),
      training: try settings.required("training_data_loader", LoaderSettings.init),
      validation: try settings.optional("validation_data_loader", LoaderSettings.init),
      test: try settings.optional("test_data_loader", LoaderSettings.init),
      optimizer: try settings.typed("optimizer"),
      loss: try settings.typed("loss"),
      metric: try settings.typed("metric"),
      scheduler: try settings.optional("lr_scheduler", TypedSettings.init),
      search: try settings.optional("search", SearchSettings.init),
      resumedCheckpoint: resume,
      trainer: try settings.required("trainer", TrainerSettings.init),
      inferenceFolder: try settings.optional("infer", inferenceFolder),
      memoryLimit: try memoryLimit(&settings),
      checksAllData: try settings.bool("check_data", default: false),
      seed: UInt64(try settings.integer("seed", in: 0...)),
      seedOrigin: seedWasDrawn ? .drawn : .configured,
      warnings: thresholds.warnings
        + (gpuCount > 0 ? ["n_gpu: \(gpuCount) asked for, but this program runs on the CPU"] : []))
    try settings.finish()
    return configuration
  }

  /// The thresholds by label, and warnings about keys that have no effect.
  private static func convergence(
    _ members: [String: SettingValue]
  ) throws(SettingError) -> (values: [String: Double], warnings: [String]) {
    let suffix = "_threshold"
    var values: [String: Double] = [:]
    var warnings: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let threshold = value.asReal else {
        throw SettingError("convergence.\(key)", "expected a number, found \(value.kind)")
      }
      if key.hasSuffix(suffix) {
        values[String(key.dropLast(suffix.count))] = threshold
      } else {
        warnings.append(
          "convergence.\(key): has no effect; did you mean \"\(key)\(suffix)\"?")
      }
    }
    return (values, warnings)
  }

  private static func resumedCheckpoint(
    _ members: [String: SettingValue]?
  ) throws(SettingError) -> String? {
    guard let members else { return nil }
    do throws(SettingError) {
      var settings = Settings(members)
      let resumes = try settings.bool("resume", default: false)
      let checkpoint = try settings.optionalString("checkpoint")
      try settings.finish()
      if resumes && checkpoint == nil {
        throw SettingError("checkpoint", "is missing: name the .pth file to resume from")
      }
      return resumes ? checkpoint : nil
    } catch {
      throw error.prefixed("resume_training")
    }
  }

  /// `max_memory`, in GiB.
  private static func memoryLimit(_ settings: inout Settings) throws(SettingError) -> Int? {
    let limit = try settings.real("max_memory", default: -1, in: 0...1_000_000)
    return limit < 0 ? nil : Int(limit * 0x1p30)
  }

  private static func inferenceFolder(
    _ members: [String: SettingValue]
  ) throws(SettingError) -> String {
    var settings = Settings(members)
    let folder = try settings.folder("save_dir")
    try settings.finish()
    return folder
  }

  /// Throws where training and validation disagree, and for a wrong name or setting of a type.
  func checkWhole() throws(SettingError) {
    try checkAgreement()
    try checkTypes()
  }

  private func checkAgreement() throws(SettingError) {
    guard let validation, let difference = training.disagreement(with: validation) else { return }
    throw SettingError(
      "validation_data_loader.\(difference.field)",
      "is \(difference.other), but training_data_loader.\(difference.field) is \(difference.own):"
        + " they must agree")
  }

  /// Makes everything that has a type once, so that a wrong name or setting shows before anything runs.
  private func checkTypes() throws(SettingError) {
    let outputs = try makeModel().outputCount
    _ = try makeInitializer()
    let labels = try makeLoss().labelCount(outputs: outputs)
    let measuredLabels = try makeMetric().labelCount(outputs: outputs)
    if labels != measuredLabels {
      throw SettingError(
        "metric.type",
        "\(metric.type) compares \(outputs) outputs with \(measuredLabels)"
          + " label\(measuredLabels == 1 ? "" : "s"), but \(loss.type) with \(labels); to classify,"
          + " choose LossNLL and MetricAccuracy")
    }
    _ = try makeScheduler(for: makeOptimizer())
  }
}

extension Settings {
  /// Takes a choice of type out.
  fileprivate mutating func typed(_ name: String) throws(SettingError) -> TypedSettings {
    try required(name, TypedSettings.init)
  }

  /// Takes an object out that `read` understands.
  fileprivate mutating func required<Value>(
    _ name: String, _ read: ([String: SettingValue]) throws(SettingError) -> Value
  ) throws(SettingError) -> Value {
    let members = try object(name)
    do { return try read(members) } catch { throw error.prefixed(name) }
  }

  /// The same for an object that may be absent or null.
  fileprivate mutating func optional<Value>(
    _ name: String, _ read: ([String: SettingValue]) throws(SettingError) -> Value
  ) throws(SettingError) -> Value? {
    guard let members = try optionalObject(name) else { return nil }
    do { return try read(members) } catch { throw error.prefixed(name) }
  }

  /// Takes the path of a folder out.
  mutating func folder(_ name: String) throws(SettingError) -> String {
    let path = try string(name)
    if path.isEmpty { throw SettingError(name, "is empty; write . for the working directory") }
    return path
  }

  /// Takes a name out that a folder will get.
  fileprivate mutating func folderName(_ name: String) throws(SettingError) -> String {
    let text = try string(name)
    if text.isEmpty || text == "." || text == ".." || text.contains("/") {
      throw SettingError(name, "\"\(text)\" cannot be the name of a folder")
    }
    // The greatest length of a name on the usual file systems.
    if text.utf8.count > 255 {
      throw SettingError(name, "has \(text.utf8.count) bytes; the name of a folder has at most 255")
    }
    return text
  }
}
