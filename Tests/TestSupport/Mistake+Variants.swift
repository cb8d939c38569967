import NamedSettings

extension Mistake {
  /// A search over a key's `choices`, or with a list of variants of it, of which the message must be
  /// `message`.
  private static func choices(
    _ path: String, listed: Bool = false, _ message: String,
    _ choices: @escaping @Sendable ([String: SettingValue]) -> [SettingValue]
  ) -> Mistake {
    Mistake(.configuration, "CONFIGURATION: search.\(message)") { example in
      let values = choices(example.members)
      try example.set(
        "search",
        to: listed
          ? [
            "sampler": [
              "type": "ListSampler",
              "args": ["variants": .array(values.map { .object([path: $0]) })],
            ]
          ]
          : [
            "sampler": ["type": "RandomSampler"], "n_trials": 4,
            "space": .object([path: ["type": "categorical", "choices": .array(values)]]),
          ])
    }
  }

  /// Paths that lead nowhere, and variants of a list that are wrong.
  public static let inVariants: [Mistake] = [
    choices(
      "training_data_loader.args.filter_inputs[01]",
      "space[\"training_data_loader.args.filter_inputs[01]\"]: [01] is no index of a list; write [1]"
    ) { _ in [1, 2] },
    choices(
      "training_data_loader.args.filter_inputs[+1]",
      "space[\"training_data_loader.args.filter_inputs[+1]\"]: [+1] is no index of a list; write [1]"
    ) { _ in [1, 2] },
    choices(
      "optimizer.args.lr", listed: true,
      "sampler.args.variants[1][\"optimizer.args.lr\"]: a variant with optimizer.args.lr \"x\" is not"
        + " valid: optimizer.args.lr: expected a number, found a string"
    ) { _ in [0.001, "x"] },
    choices(
      "metric.type", listed: true,
      "sampler.args.variants[0][\"metric.type\"]: metric is the same for all trials of a run"
    ) { _ in ["MetricAccuracyMSE"] },
  ]
}
