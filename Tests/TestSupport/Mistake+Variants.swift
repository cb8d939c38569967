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

  /// The configuration's object and the same with another value at a path of keys.
  private static func changed(
    _ key: String, _ path: String, to value: SettingValue
  ) -> @Sendable ([String: SettingValue]) -> [SettingValue] {
    { members in
      let object = members[key] ?? .null
      return [
        object, object.replacing(path.split(separator: ".").map(String.init)[...], with: value),
      ]
    }
  }

  /// Variants that would break what all trials of a run share, or of which a list's value is wrong.
  public static let inVariants: [Mistake] = [
    choices(
      "training_data_loader",
      "space[\"training_data_loader\"]: training_data_loader.args.filter_labels is the same for all"
        + " trials of a run: the configuration has [3, 4], the variant [4, 3]",
      changed("training_data_loader", "args.filter_labels", to: [4, 3])),
    choices(
      "training_data_loader", listed: true,
      "sampler.args.variants[1][\"training_data_loader\"]: training_data_loader.args.filter_labels is"
        + " the same for all trials of a run: the configuration has [3, 4], the variant [3]",
      changed("training_data_loader", "args.filter_labels", to: [3])),
    choices(
      "validation_data_loader",
      "space[\"validation_data_loader\"]: validation_data_loader.args.filter_labels is the same for all"
        + " trials of a run: the configuration has [3, 4], the variant none"
    ) { [$0["validation_data_loader"] ?? .null, nil] },
    choices(
      "trainer",
      "space[\"trainer\"]: trainer.save_dir is the same for all trials of a run: the configuration has"
        + " \"FOLDER/output\", the variant \"elsewhere\"",
      changed("trainer", "save_dir", to: "elsewhere")),
    choices(
      "trainer",
      "space[\"trainer\"]: trainer.verbosity is the same for all trials of a run: the configuration has"
        + " 1, the variant 2",
      changed("trainer", "verbosity", to: 2)),
    choices(
      "trainer",
      "space[\"trainer\"]: trainer.tensorboard is the same for all trials of a run: the configuration"
        + " has false, the variant true",
      changed("trainer", "tensorboard", to: true)),
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
    // The columns are the same, but not what they hold.
    Mistake(
      .configuration,
      "CONFIGURATION: search.sampler.args.variants[1][\"training_data_loader.args.dataset_path\"]: a"
        + " variant with training_data_loader.args.dataset_path \"FOLDER/data/renamed.csv\" cannot be"
        + " trained: training_data_loader.args.filter_labels: selects [\"B_initial_log10_mean\","
        + " \"kick\"] in FOLDER/data/renamed.csv, but [\"B_initial_log10_mean\","
        + " \"P_initial_log10_mean\"] in the configuration's own dataset"
    ) { example in
      let own = example.training.table
      let renamed = try example.folder.write(
        example.folder.text("data/dataset_train.csv")
          .replacing("P_initial_log10_mean", with: "kick"), to: "data/renamed.csv")
      try example.remove("validation_data_loader")
      try example.remove("training_data_loader.args.statistic_path")
      try example.set(
        "search",
        to: [
          "sampler": [
            "type": "ListSampler",
            "args": [
              "variants": .array(
                [own, renamed].map {
                  ["training_data_loader.args.dataset_path": .string($0)]
                })
            ],
          ]
        ])
    },
  ]
}

extension SettingValue {
  /// The same with another value at a path of keys.
  fileprivate func replacing(_ keys: ArraySlice<String>, with value: SettingValue) -> SettingValue {
    guard let key = keys.first else { return value }
    guard case .object(var members) = self else { return self }
    members[key] = (members[key] ?? .null).replacing(keys.dropFirst(), with: value)
    return .object(members)
  }
}
