import NamedSettings
import NeuralNetwork

extension Mistake {
  static let topLevelKeys =
    "convergence, resume_training, n_gpu, name, trials, threads_per_rank, arch, weights_initializer,"
    + " training_data_loader, validation_data_loader, test_data_loader, optimizer, loss, metric,"
    + " lr_scheduler, search, trainer, infer, max_memory, check_data, seed"

  /// Keys that are unknown, missing or of the wrong kind, and values out of range.
  public static let inKeys: [Mistake] = [
    .setting(
      "trails", 3,
      "trails: unknown key \"trails\"; did you mean \"trials\"? (valid: \(topLevelKeys))"),
    .setting(
      "trainer.epoch", 3,
      "trainer.epoch: unknown key \"epoch\"; did you mean \"epochs\"? (valid: epochs, save_dir,"
        + " save_period, verbosity, early_stop, tensorboard)"),
    .setting(
      "training_data_loader.batch_size", 3,
      "training_data_loader.batch_size: unknown key \"batch_size\" (valid: type, args)"),
    .setting(
      "test_data_loader.args.filter_input", [1],
      "test_data_loader.args.filter_input: unknown key \"filter_input\"; did you mean"
        + " \"filter_inputs\"? (valid: dataset_path, batch_size, num_workers, filter_inputs,"
        + " filter_labels, shuffle, normalize, standardize, statistic_path)"),
    .setting(
      "arch.args.parameters", 3,
      "arch.args.parameters: unknown key \"parameters\"; did you mean \"num_parameters\"? (valid:"
        + " input_shape, num_parameters)"),
    .setting(
      "optimizer.args.learning_rate", 3,
      "optimizer.args.learning_rate: unknown key \"learning_rate\" (valid: decoupled_weight_decay, lr,"
        + " betas, eps, weight_decay, amsgrad, maximize, foreach, capturable, differentiable, fused)"
    ),
    .setting(
      "loss.args.reduction", "sum", "loss.args.reduction: unknown key \"reduction\" (valid: none)"),
    .setting(
      "infer.folder", "x", "infer.folder: unknown key \"folder\" (valid: save_dir)"),
    .setting(
      "resume_training.checkpoints", "x",
      "resume_training.checkpoints: unknown key \"checkpoints\"; did you mean \"checkpoint\"? (valid:"
        + " resume, checkpoint)"),
    .missing("name"), .missing("arch"), .missing("arch.type"), .missing("arch.args.input_shape"),
    .missing("arch.args.num_parameters"), .missing("weights_initializer"),
    .missing("training_data_loader"), .missing("training_data_loader.args"),
    .missing("training_data_loader.args.dataset_path"),
    .missing("training_data_loader.args.filter_inputs"),
    .missing("training_data_loader.args.filter_labels"),
    .missing("optimizer"),
    .missing("optimizer.type"), .missing("loss"), .missing("metric"), .missing("trainer"),
    .missing("trainer.epochs"), .missing("trainer.save_dir"), .missing("infer.save_dir"),
    .setting(
      "training_data_loader.args.dataset_path", "",
      "training_data_loader.args.dataset_path: names no file"),
    .setting(
      "training_data_loader.args.statistic_path", "",
      "training_data_loader.args.statistic_path: names no file; without this key the training labels'"
        + " own are taken"),
    .setting("trials", "8", "trials: expected an integer, found a string"),
    .setting("trials", 0, "trials: 0 is outside 1...99999"),
    .setting("seed", -1, "seed: expected at least 0, found -1"),
    .setting("n_gpu", 0.5, "n_gpu: expected an integer, found a number"),
    .setting("arch", "ModelConv", "arch: expected an object, found a string"),
    .setting(
      "convergence.B_initial_log10_mean_threshold", "0.5",
      "convergence.B_initial_log10_mean_threshold: expected a number, found a string"),
    .setting("trainer.epochs", 0, "trainer.epochs: expected at least 1, found 0"),
    .setting("trainer.epochs", 1.5, "trainer.epochs: expected an integer, found a number"),
    .setting("trainer.save_period", -1, "trainer.save_period: expected at least 1, found -1"),
    .setting("trainer.early_stop", -1, "trainer.early_stop: expected at least 0, found -1"),
    .setting("trainer.verbosity", 3, "trainer.verbosity: 3 is outside 0...2"),
    .setting(
      "trainer.tensorboard", 1, "trainer.tensorboard: expected true or false, found an integer"),
    .setting(
      "trainer.save_dir", "", "trainer.save_dir: is empty; write . for the working directory"),
    .setting("infer.save_dir", "", "infer.save_dir: is empty; write . for the working directory"),
    .setting("name", "", "name: \"\" cannot be the name of a folder"),
    .setting("name", "a/b", "name: \"a/b\" cannot be the name of a folder"),
    .setting("name", "..", "name: \"..\" cannot be the name of a folder"),
    .setting(
      "name", .string(String(repeating: "n", count: 300)),
      "name: has 300 bytes; the name of a folder has at most 255"),
    .setting(
      "training_data_loader.args.batch_size", 0,
      "training_data_loader.args.batch_size: expected at least 1, found 0"),
    .setting(
      "training_data_loader.args.num_workers", -1,
      "training_data_loader.args.num_workers: expected at least 0, found -1"),
    .setting(
      "training_data_loader.args.filter_inputs", 9,
      "training_data_loader.args.filter_inputs: expected a list of integers, found an integer"),
    .setting(
      "training_data_loader.args.filter_inputs", [9, "ten"],
      "training_data_loader.args.filter_inputs[1]: expected an integer, found a string"),
    .setting(
      "training_data_loader.args.filter_labels", [],
      "training_data_loader.args.filter_labels: names no column"),
    .setting("max_memory", -1, "max_memory: -1.0 is outside 0.0...1000000.0"),
    .setting("max_memory", "8 GB", "max_memory: expected a number, found a string"),
    .setting("check_data", 1, "check_data: expected true or false, found an integer"),
    .setting(
      "arch.args.input_shape", [2, 12],
      "arch.args.input_shape: expected [channels, rows, columns],"
        + " found [2, 12]"),
    .setting(
      "resume_training", ["resume": true],
      "resume_training.checkpoint: is missing: name the .pth file to resume from"),
  ]

  /// Names of types that there are not.
  public static let inTypes: [Mistake] = [
    .setting(
      "arch.type", "ModelConvs",
      "arch.type: unknown architecture \"ModelConvs\"; did you mean \"ModelConv\"? (valid: ModelConv,"
        + " ModelLinear, ModelSequential)"),
    .setting(
      "training_data_loader.type", "LoaderMultichannelArrays",
      "training_data_loader.type: unknown data loader \"LoaderMultichannelArrays\"; did you mean"
        + " \"LoaderMultichannelArray\"? (valid: LoaderMultichannelArray,"
        + " LoaderMultichannelImage)"),
    .setting(
      "weights_initializer.type", "InitialiserKaiming",
      "weights_initializer.type: unknown initializer \"InitialiserKaiming\"; did you mean"
        + " \"InitializerKaiming\"? (valid: InitializerKaiming, InitializerNormal,"
        + " InitializerUniform, InitializerUniformRule, InitializerXavier)"),
    .setting(
      "optimizer.type", "adam",
      "optimizer.type: unknown optimizer \"adam\"; did you mean \"Adam\"? (valid: SGD, Adam, AdamW,"
        + " Adamax, NAdam, RAdam, Adagrad, Adadelta, RMSprop, ASGD, Rprop)"),
    .setting(
      "loss.type", "LossMES",
      "loss.type: unknown loss \"LossMES\"; did you mean \"LossMAE\"? (valid: LossMAE, LossMSE,"
        + " LossRMSE, LossNLL)"),
    .setting(
      "metric.type", "MetricAccuracyMES",
      "metric.type: unknown metric \"MetricAccuracyMES\"; did you mean"
        + " \"MetricAccuracyMAE\"? (valid: MetricAccuracy, MetricAccuracyMAE, MetricAccuracyMSE,"
        + " MetricAccuracyRMSE, MetricAccuracyCHI2)"
    ),
    .setting(
      "lr_scheduler", ["type": "StepRL"],
      "lr_scheduler.type: unknown scheduler \"StepRL\"; did you mean \"StepLR\"? (valid: StepLR,"
        + " MultiStepLR, ConstantLR, LinearLR, ExponentialLR, PolynomialLR, CosineAnnealingLR,"
        + " CosineAnnealingWarmRestarts, CyclicLR, OneCycleLR, ReduceLROnPlateau)"),
  ]

  /// Values that are right alone, but do not fit each other.
  public static let inAgreement: [Mistake] = [
    .setting(
      "training_data_loader.args.normalize", true,
      "training_data_loader.args.normalize: excludes standardize: set at most one of them to true"),
    disagreement("filter_inputs", [2, 1], "[2, 1]", "[1, 2]"),
    disagreement("filter_labels", [4, 3], "[4, 3]", "[3, 4]"),
    disagreement("standardize", false, "false", "true"),
    disagreement("statistic_path", "other.json", "other.json", "FOLDER/data/statistics_train.json"),
    Mistake(
      .configuration,
      "CONFIGURATION: validation_data_loader.args.normalize: is true, but"
        + " training_data_loader.args.normalize is false: they must agree"
    ) {
      try $0.set("validation_data_loader.args.normalize", to: true)
      try $0.set("validation_data_loader.args.standardize", to: false)
    },
    Mistake(
      .configuration,
      "CONFIGURATION: training_data_loader.args.filter_inputs: selects 1 map, but"
        + " arch.args.input_shape [2, 12, 12] wants 2"
    ) { try $0.setLoaders("filter_inputs", to: [1]) },
    Mistake(
      .configuration,
      "CONFIGURATION: training_data_loader.args.filter_labels: selects 1 label, but the network's 2"
        + " outputs (arch.args.num_parameters) want 2"
    ) { try $0.setLoaders("filter_labels", to: [3]) },
    .setting(
      "arch.args.input_shape", [2, 12, 14],
      "arch.args.input_shape: is [2, 12, 14], but the maps of FOLDER/data/dataset_train.csv are"
        + " [2, 12, 12]"),
    .setting(
      "arch.args.input_shape", [2, 4, 4],
      "arch.args.input_shape: [2, 4, 4] does not suit conv2: a 3x3 kernel (padding 0x0, dilation 1x1)"
        + " does not fit the [32, 1, 1] that reaches Conv2d"),
    columns(
      "filter_inputs", [0, 1],
      "the maps \"survey_PMPS_ppdot_map\" have the shape [12, 12], the maps"
        + " \"survey_PMPS_position_map\" [12, 6]; choose columns of one shape (row 2 of"
        + " FOLDER/data/dataset_train.csv)"),
    columns(
      "filter_inputs", [1, 3],
      "column 3 is the label \"B_initial_log10_mean\"; the maps are columns 0 to 2"),
    columns("filter_inputs", [1, 9], "there is no column 9; the columns are 0 to 4"),
    columns("filter_inputs", [1, -1], "there is no column -1; the columns are 0 to 4"),
    columns("filter_inputs", [1, 1], "column 1 \"input:survey_PMPS_ppdot_map\" is named twice"),
    columns(
      "filter_labels", [2, 3],
      "column 2 \"input:survey_HTRU_ppdot_map\" holds maps; the labels start at column 3"),
    columns("filter_labels", [3, 5], "there is no column 5; the columns are 0 to 4"),
    .setting(
      "metric.type", "MetricAccuracy",
      "metric.type: MetricAccuracy compares 2 outputs with 1 label, but LossMSE with 2; to classify,"
        + " choose LossNLL and MetricAccuracy"),
    .setting(
      "loss.type", "LossNLL",
      "metric.type: MetricAccuracyMSE compares 2 outputs with 2 labels, but LossNLL with 1; to"
        + " classify, choose LossNLL and MetricAccuracy"),
    .setting(
      "lr_scheduler", ["type": "OneCycleLR", "args": ["max_lr": 0.1, "total_steps": 2]],
      "lr_scheduler.args: OneCycleLR is over after 2 epochs, but trainer.epochs is 3: make them"
        + " agree"),
    Mistake(
      .configuration,
      "CONFIGURATION: lr_scheduler.args.cycle_momentum: the optimizer has neither momentum nor betas to"
        + " cycle; choose SGD or Adam, or set it to false"
    ) {
      try $0.set("optimizer.type", to: "Adagrad")
      try $0.set(
        "lr_scheduler", to: ["type": "OneCycleLR", "args": ["max_lr": 0.1, "total_steps": 3]])
    },
    .setting(
      "optimizer.type", "LBFGS",
      "optimizer.type: LBFGS evaluates the loss several times a step, which training by batches does"
        + " not offer; choose Adam, or Rprop with the whole training set in one batch"),
    Mistake(
      .noInput, "FOLDER/none.pth: the checkpoint cannot be read: No such file or directory (open)"
    ) {
      let checkpoint = $0.folder.path("none.pth")
      try $0.set("resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    },
    Mistake(
      .data, "FOLDER/dataset.pth: this is no PyTorch checkpoint: give a file that torch.save wrote"
    ) {
      let checkpoint = try $0.folder.write("no model", to: "dataset.pth")
      try $0.set("resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    },
  ]

  private static func disagreement(
    _ field: String, _ value: SettingValue, _ validation: String, _ training: String
  ) -> Mistake {
    .setting(
      "validation_data_loader.args.\(field)", value,
      "validation_data_loader.args.\(field): is \(validation), but"
        + " training_data_loader.args.\(field) is \(training): they must agree")
  }

  private static func columns(_ field: String, _ columns: SettingValue, _ message: String)
    -> Mistake
  {
    Mistake(
      .configuration,
      "CONFIGURATION: training_data_loader.args.\(field): FOLDER/data/dataset_train.csv: \(message)"
    ) { try $0.setLoaders(field, to: columns) }
  }
}
