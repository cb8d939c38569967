import NamedSettings
import NeuralNetwork
import TestSupport

/// The families that can be added to.
enum Family: String, CaseIterable {
  case layers = "Layers"
  case models = "Models"
  case losses = "Losses"
  case metrics = "Metrics"
  case initializers = "Initializers"
  case optimizers = "Optimizers"
  case schedulers = "Schedulers"
  case samplers = "Samplers"
  case pruners = "Pruners"

  /// The folder of its members.
  var folder: String {
    switch self {
    case .samplers: "Sources/TrialSearch/Sampling"
    case .pruners: "Sources/TrialSearch/Pruning"
    default: "Sources/NeuralNetwork/\(rawValue)"
    }
  }

  /// The file with its registry.
  var registry: String { "\(folder)/Registries+\(rawValue).swift" }

  /// Has an example's configuration ask for a member that there is not.
  func askForUnknownMember(_ example: inout Example) throws {
    let unknown: SettingValue = ["type": "Unknown"]
    switch self {
    case .layers:
      let args: SettingValue = ["input_shape": [2, 12, 12], "layers": [unknown]]
      try example.set("arch", to: ["type": "ModelSequential", "args": args])
    case .models: try example.set("arch", to: unknown)
    case .losses: try example.set("loss", to: unknown)
    case .metrics: try example.set("metric", to: unknown)
    case .initializers: try example.set("weights_initializer", to: unknown)
    case .optimizers: try example.set("optimizer", to: unknown)
    case .schedulers: try example.set("lr_scheduler", to: unknown)
    case .samplers: try example.set("search", to: ["sampler": unknown])
    case .pruners:
      let sampler: SettingValue = ["type": "GridSampler"]
      try example.set("search", to: ["sampler": sampler, "pruner": unknown])
    }
  }
}
