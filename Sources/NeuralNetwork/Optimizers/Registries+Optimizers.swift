import NamedSettings

extension Registries {
  /// The optimizers of `torch.optim`.
  public static let optimizers = Registry<any Optimizer>(
    "optimizer",
    [
      "SGD": RuleOptimizer<SGD>.init,
      "Adam": RuleOptimizer<Adam>.init,
      "AdamW": { settings throws(SettingError) in RuleOptimizer(try Adam.decoupled(&settings)) },
      "Adamax": RuleOptimizer<Adamax>.init,
      "NAdam": RuleOptimizer<NAdam>.init,
      "RAdam": RuleOptimizer<RAdam>.init,
      "Adagrad": RuleOptimizer<Adagrad>.init,
      "Adadelta": RuleOptimizer<Adadelta>.init,
      "RMSprop": RuleOptimizer<RMSprop>.init,
      "ASGD": RuleOptimizer<ASGD>.init,
      "Rprop": RuleOptimizer<Rprop>.init,
    ],
    refused: [
      "LBFGS": "LBFGS evaluates the loss several times a step, which training by batches does not "
        + "offer; choose Adam, or Rprop with the whole training set in one batch",
      "SparseAdam": "SparseAdam is for sparse gradients, and those of these layers are dense; "
        + "choose Adam",
    ])
}

extension Registry<any Optimizer> {
  /// The names of all settings that any of the optimizers saves.
  var settingNames: Set<String> {
    var names: Set<String> = []
    for type in self.names {
      // One that needs an argument is none of PyTorch's, whose states may be given here.
      guard let optimizer = try? make(type: type) else { continue }
      names.formUnion(optimizer.state.settings.map(\.name))
    }
    return names
  }
}
