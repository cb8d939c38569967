import NamedSettings

extension Mistake {
  private static let rate: SettingValue = [
    "type": "float", "low": 0.0001, "high": 0.01, "log": true,
  ]

  /// A search that is valid but for what `members` says.
  private static func search(_ members: [String: SettingValue], _ message: String) -> Mistake {
    var search: [String: SettingValue] = [
      "sampler": ["type": "RandomSampler", "args": ["n_trials": 4]],
      "space": ["optimizer.args.lr": rate],
    ]
    search.merge(members) { _, new in new }
    return .setting("search", .object(search), "search.\(message)")
  }

  private static func space(
    _ path: String, _ distribution: SettingValue, _ message: String
  ) -> Mistake {
    search(["space": .object([path: distribution])], message)
  }

  /// Searches that make no sense, and variants that could not be trained.
  public static let inSearches: [Mistake] = [
    search(
      ["sampler": ["type": "TPESamplr", "args": [:]]],
      "sampler.type: unknown sampler \"TPESamplr\"; did you mean \"TPESampler\"? (valid:"
        + " GridSampler, RandomSampler, QMCSampler, TPESampler, ListSampler)"),
    search(
      ["pruner": ["type": "MedianPrunr"]],
      "pruner.type: unknown pruner \"MedianPrunr\"; did you mean \"MedianPruner\"? (valid:"
        + " NopPruner, MedianPruner, SuccessiveHalvingPruner, HyperbandPruner)"),
    search(
      ["pruners": "x"],
      "pruners: unknown key \"pruners\"; did you mean \"pruner\"? (valid: sampler, pruner, space,"
        + " window, ordered, stop_on_convergence, target_metric, max_seconds, n_trials, keep)"),
    search(
      ["sampler": ["type": "RandomSampler"]],
      "n_trials: is missing: give the number of variants, or max_seconds, target_metric or"
        + " stop_on_convergence"),
    search(["window": 0], "window: 0 is outside 1...1000000000"),
    search(["keep": 0], "keep: expected at least 1, found 0"),
    search(["max_seconds": 0], "max_seconds: expected more than 0, found 0.0"),
    search(["target_metric": "low"], "target_metric: expected a number, found a string"),
    space(
      "optimizer.args.lr", ["type": "float", "low": 0, "high": 1, "log": true],
      "space[\"optimizer.args.lr\"].low: must be above 0 on a logarithmic scale, found 0.0"),
    space(
      "optimizer.args.lr", ["type": "float", "low": 0.0001, "high": 0.01, "step": 1],
      "space[\"optimizer.args.lr\"].step: 1 is larger than the range, so that low would be its only"
        + " value; give a step of at most 0.0099, or none"),
    space(
      "optimizer.args.lr", ["type": "float", "low": 0.0, "high": 1e300, "step": 1],
      "space[\"optimizer.args.lr\"].step: 1 divides the range into more values than can be told apart"
    ),
    space(
      "trainer.epochs", ["type": "int", "low": 1, "high": 5, "step": 8],
      "space[\"trainer.epochs\"].step: 8 is larger than the range, so that low would be its only"
        + " value; give a step of at most 4, or none"),
    search(
      [
        "sampler": ["type": "GridSampler"],
        "space": [
          "trainer.epochs": ["type": "int", "low": 1, "high": 1_000_000_000],
          "trainer.early_stop": ["type": "int", "low": 1, "high": 1_000_000_000],
          "trainer.save_period": ["type": "int", "low": 1, "high": 1_000_000_000],
        ],
      ],
      "space: has more points than an integer can count, and GridSampler tries each; take larger steps"
        + " or fewer choices, or another sampler such as RandomSampler with n_trials"),
    space(
      "lr", rate,
      "space[\"lr\"]: lr: unknown key \"lr\" (valid: \(topLevelKeys)); did you mean"
        + " \"optimizer.args.lr\"?"),
    space(
      "optimizer.args.lrr", rate,
      "space[\"optimizer.args.lrr\"]: optimizer.args.lrr: unknown key \"lrr\"; did you mean"
        + " \"lr\"? (valid: decoupled_weight_decay, lr, betas, eps, weight_decay, amsgrad, maximize,"
        + " foreach, capturable, differentiable, fused)"),
    space(
      "optimizer..lr", rate,
      "space[\"optimizer..lr\"]: is not a path such as optimizer.args.lr"),
    space(
      "metric.type",
      ["type": "categorical", "choices": ["MetricAccuracyMSE", "MetricAccuracyMAE"]],
      "space[\"metric.type\"]: metric is the same for all trials of a run"),
    space(
      "trainer.epochs", ["type": "int", "low": 0, "high": 8],
      "space[\"trainer.epochs\"]: a variant with trainer.epochs 0 is not valid: trainer.epochs:"
        + " expected at least 1, found 0"),
    space(
      "arch.args.layers[3].type", ["type": "categorical", "choices": ["ReLU"]],
      "space[\"arch.args.layers[3].type\"]: a variant with arch.args.layers[3].type \"ReLU\" is not"
        + " valid: arch.args.layers[3].type: the configuration's list has no such element"),
    search(
      [
        "space": [
          "optimizer": ["type": "categorical", "choices": [["type": "Adam"]]],
          "optimizer.args.lr": rate,
        ]
      ],
      "space[\"optimizer.args.lr\"]: is part of optimizer, which varies as well"),
    // Each alone is right.
    search(
      [
        "space": [
          "training_data_loader.args.normalize": [
            "type": "categorical", "choices": [false, true],
          ],
          "training_data_loader.args.standardize": [
            "type": "categorical", "choices": [false, true],
          ],
        ]
      ],
      "space[\"training_data_loader.args.normalize\"]: a variant with"
        + " training_data_loader.args.normalize true is not valid:"
        + " training_data_loader.args.normalize: excludes standardize: set at most one of them to"
        + " true"),
    Mistake(
      .noInput,
      "CONFIGURATION: search.space[\"training_data_loader.args.dataset_path\"]: a variant with"
        + " training_data_loader.args.dataset_path \"nowhere.csv\" cannot be trained: nowhere.csv: No"
        + " such file or directory (open)"
    ) {
      try $0.set(
        "search",
        to: [
          "sampler": ["type": "RandomSampler", "args": ["n_trials": 4]],
          "space": [
            "training_data_loader.args.dataset_path": [
              "type": "categorical", "choices": ["nowhere.csv"],
            ]
          ],
        ])
    },
    Mistake(
      .configuration,
      "CONFIGURATION: search: goes not with resume_training: a search starts from new weights"
    ) {
      try $0.set("resume_training", to: ["resume": true, "checkpoint": "model.pth"])
      try $0.set(
        "search",
        to: [
          "sampler": ["type": "RandomSampler", "args": ["n_trials": 4]],
          "space": ["optimizer.args.lr": rate],
        ])
    },
  ]
}
