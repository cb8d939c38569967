extension Mistake {
  /// Mistakes in the configuration file as a text.
  public static let inText: [Mistake] = [
    .text("", "is empty"),
    .text("[]", "expected one JSON object, found a list"),
    .text(
      "{\"name\": \"a\",}", "is not valid JSON: line 1, column 14: expected a key in double quotes"),
    .text(
      "{\n  \"name\": \"a\"\n  \"trials\": 1\n}",
      "is not valid JSON: line 3, column 3: expected a comma or a closing brace"),
    .text(
      "{\n  \"trials\": 1,\n  \"trials\": 2\n}",
      "is not valid JSON: line 3, column 3: the key \"trials\" stands here for the second time"),
    .text(
      "{\"trials\": 1e400}", "is not valid JSON: line 1, column 12: 1e400 is too large a number"),
    .text(
      String(repeating: "[", count: 100_000),
      "is not valid JSON: line 1, column 101: lists and objects may be nested 100 deep, no more"),
    .text("{\"trials\": NaN}", "is not valid JSON: line 1, column 12: expected a value"),
    Mistake(.noInput, "CONFIGURATION: No such file or directory (open)") {
      try $0.folder.remove(Example.configurationName)
    },
  ]

  /// One mistake of each exit code.
  public static let ofEachKind = [inText[0], inText[8], inTypes[0], inDatasets[2], inDatasets[3]]

  /// All mistakes.
  public static let all =
    inText + inKeys + inTypes + inAgreement + inSearches + inVariants + inDatasets

  /// Mistakes in the files of a dataset.
  public static let inDatasets: [Mistake] = [
    Mistake(.noInput, "FOLDER/data/dataset_train.csv: No such file or directory (open)") {
      try $0.folder.remove("data/dataset_train.csv")
    },
    Mistake(.noInput, "FOLDER/data/statistics_train.json: No such file or directory (open)") {
      try $0.folder.remove("data/statistics_train.json")
    },
    Mistake(
      .noInput,
      "ppdot_PMPS_train_5.npy: no such file, nor FOLDER/data/ppdot_PMPS_train_5.npy"
        + " (row 7 of FOLDER/data/dataset_train.csv)"
    ) { try $0.folder.remove("data/ppdot_PMPS_train_5.npy") },
    Mistake(
      .data,
      "FOLDER/data/ppdot_HTRU_test_2.npy: has the shape [12, 6], the maps before it [12, 12]"
        + " (row 4 of FOLDER/data/dataset_test.csv)"
    ) {
      let other = try $0.folder.bytes("data/position_test_2.npy")
      try $0.folder.write(other, to: "data/ppdot_HTRU_test_2.npy")
    },
    Mistake(
      .data,
      "FOLDER/data/dataset_train.csv: row 3, column \"P_initial_log10_mean\": \"many\" is not a"
        + " finite number in single precision"
    ) {
      var lines = try $0.folder.text("data/dataset_train.csv").split(separator: "\n")
      var fields = lines[2].split(separator: ",")
      fields[4] = "many"
      lines[2] = Substring(fields.joined(separator: ","))
      try $0.folder.write(lines.joined(separator: "\n"), to: "data/dataset_train.csv")
    },
    Mistake(
      .configuration,
      "CONFIGURATION: training_data_loader.args.statistic_path: FOLDER/data/statistics_train.json:"
        + " has no statistics of the label \"P_initial_log10_mean\""
    ) {
      let text = try $0.folder.text("data/statistics_train.json")
      try $0.folder.write(
        text.replacing("P_initial_log10_mean", with: "P_final"), to: "data/statistics_train.json")
    },
    Mistake(
      .data, "FOLDER/data/statistics_train.json: is not a JSON object of finite statistics by label"
    ) { try $0.folder.write("[]", to: "data/statistics_train.json") },
    Mistake(
      .configuration,
      "CONFIGURATION: validation_data_loader.args.filter_labels: selects [\"P_initial_log10_mean\","
        + " \"B_initial_log10_mean\"] in FOLDER/data/dataset_test.csv, but the training dataset has"
        + " [\"B_initial_log10_mean\", \"P_initial_log10_mean\"] in these columns"
    ) {
      let text = try $0.folder.text("data/dataset_test.csv")
      try $0.folder.write(
        text.replacing(
          "B_initial_log10_mean,P_initial_log10_mean",
          with: "P_initial_log10_mean,B_initial_log10_mean"), to: "data/dataset_test.csv")
    },
    Mistake(
      .data,
      "FOLDER/data/dataset_train.csv: sample 0, counted from 0: B_initial_log10_mean:"
        + " 12.135 is not the index of a class, 0 to 1"
    ) {
      try $0.set("loss.type", to: "LossNLL")
      try $0.set("metric.type", to: "MetricAccuracy")
      try $0.setLoaders("filter_labels", to: [3])
    },
    Mistake(
      .configuration,
      "CONFIGURATION: training_data_loader.args.batch_size: the smallest batch of an epoch has"
        + " 1 of the 8 samples, of which BatchNorm2d 1, which [2, 1, 1] reaches, cannot take the"
        + " variance: choose another size"
    ) {
      try $0.set(
        "arch",
        to: [
          "type": "ModelSequential",
          "args": [
            "input_shape": [2, 12, 12],
            "layers": [
              ["type": "AdaptiveAvgPool2d", "args": ["output_size": 1]], ["type": "BatchNorm2d"],
              ["type": "Flatten"],
            ],
          ],
        ])
      try $0.set("training_data_loader.args.batch_size", to: 7)
    },
    Mistake(
      .data,
      "FOLDER/data/dataset_train.csv: 2 faults:"
        + "\n  ppdot_PMPS_train_5.npy: no such file, nor FOLDER/data/ppdot_PMPS_train_5.npy"
        + " (row 7 of FOLDER/data/dataset_train.csv)"
        + "\n  FOLDER/data/ppdot_HTRU_test_2.npy: is empty (row 4 of FOLDER/data/dataset_test.csv)"
    ) {
      try $0.folder.remove("data/ppdot_PMPS_train_5.npy")
      try $0.folder.write("", to: "data/ppdot_HTRU_test_2.npy")
    },
  ]
}
