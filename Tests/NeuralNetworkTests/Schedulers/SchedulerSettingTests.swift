import NamedSettings
import NeuralNetwork
import Testing

struct SchedulerSettingTests {
  private func error(_ type: String, _ args: [String: SettingValue]) -> SettingError? {
    #expect(throws: SettingError.self) {
      _ = try Registries.schedulers.make(type: type, args: args)
    }
  }

  @Test func settingsThatDoNotFitAreNamed() {
    #expect(error("StepLR", [:])?.description == "args.step_size: is missing")
    #expect(error("StepLR", ["step_size": .integer(0)])?.path == "args.step_size")
    #expect(error("ConstantLR", ["factor": .integer(0)])?.path == "args.factor")
    #expect(error("CosineAnnealingLR", ["t_max": .integer(3)])?.path == "args.T_max")
    #expect(error("ReduceLROnPlateau", ["mode": .string("mim")])?.path == "args.mode")
    #expect(
      error("ExponentialLR", ["gamma": .real(0.9), "last_epoch": .integer(3)])?.path
        == "args.last_epoch")
  }

  @Test func oneCycleNeedsItsLength() throws {
    let max: [String: SettingValue] = ["max_lr": .real(0.1)]
    let missing = error("OneCycleLR", max)
    #expect(missing?.path == "args.total_steps")
    #expect(missing?.reason.contains("both epochs and steps_per_epoch") == true)
    #expect(error("OneCycleLR", max.merging(["epochs": .integer(3)]) { $1 }) == missing)
    let scheduler = try Registries.schedulers.make(
      type: "OneCycleLR", args: max.merging(["total_steps": .integer(30)]) { $1 })
    #expect(scheduler.epochLimit == 30)
    let step = try Registries.schedulers.make(type: "StepLR", args: ["step_size": .integer(1)])
    #expect(step.epochLimit == nil)
  }

  @Test func aMomentumIsCycledOnlyWhereThereIsOne() throws {
    let cycles: [(String, [String: SettingValue])] = [
      ("CyclicLR", ["base_lr": .real(0.1), "max_lr": .real(0.2)]),
      ("OneCycleLR", ["max_lr": .real(0.2), "total_steps": .integer(9)]),
    ]
    for (type, args) in cycles {
      for name in Registries.optimizers.names {
        let optimizer = try Registries.optimizers.make(type: name)
        let scheduler = try Registries.schedulers.make(type: type, args: args)
        if ["Adagrad", "Adadelta", "ASGD", "Rprop"].contains(name) {
          let error = #expect(throws: SettingError.self) { try scheduler.attach(optimizer) }
          #expect(error?.path == "cycle_momentum")
        } else {
          try scheduler.attach(optimizer)
          #expect(optimizer.momentum == (type == "CyclicLR" ? 0.9 : 0.95), "\(name)")
        }
      }
    }
  }

  @Test func aStateThatDoesNotFitIsNamed() throws {
    let scheduler = try Registries.schedulers.make(type: "StepLR", args: ["step_size": .integer(5)])
    var state = scheduler.state
    state["step_size"] = .integer(6)
    #expect(throws: SettingError("step_size", "the state has 6, the scheduler here 5")) {
      try scheduler.load(state)
    }
    state["step_size"] = nil
    #expect(throws: SettingError("step_size", "is missing, the state is another scheduler's")) {
      try scheduler.load(state)
    }
    #expect(throws: SettingError.self) { try scheduler.load([:]) }
  }

  @Test func whatPyTorchKeepsForItselfMayBeMissing() throws {
    let schedulers: [(type: String, args: [String: SettingValue], internal: [String])] = [
      ("ReduceLROnPlateau", [:], ["default_min_lr", "min_lrs", "mode_worse"]),
      (
        "CyclicLR", ["base_lr": .real(0.1), "max_lr": .real(0.2)],
        ["_scale_fn_custom", "scale_mode", "_is_initial"]
      ),
      (
        "OneCycleLR", ["max_lr": .real(0.2), "total_steps": .integer(9)],
        ["_anneal_func_type", "_schedule_phases"]
      ),
    ]
    for (type, args, names) in schedulers {
      let scheduler = try Registries.schedulers.make(type: type, args: args)
      let state = scheduler.state
      for name in names { #expect(state[name] != nil, "\(type) \(name)") }
      try scheduler.load(state.filter { !names.contains($0.key) })
      var other = state
      other[names[0]] = .integer(77)
      #expect(throws: SettingError.self) { try scheduler.load(other) }
    }
  }

  @Test func otherMilestonesAreNamed() throws {
    let scheduler = try Registries.schedulers.make(
      type: "MultiStepLR", args: ["milestones": .array([.integer(7), .integer(3), .integer(3)])])
    var state = scheduler.state
    state["milestones"] = .object(["3": .integer(2), "7": .integer(1)])
    try scheduler.load(state)
    state["milestones"] = .object(["3": .integer(1), "5": .integer(1)])
    #expect(
      throws: SettingError("milestones", "the state has [3, 5], the scheduler here [3, 3, 7]")
    ) {
      try scheduler.load(state)
    }
  }

  @Test func periodsBeyondAllEpochsNeverOverflow() throws {
    let sgd = try Registries.optimizers.make(type: "SGD", args: ["lr": .real(0.1)])
    let most = 1 << 53
    let endless: [(String, [String: SettingValue])] = [
      ("CosineAnnealingLR", ["T_max": .integer(most)]),
      ("CosineAnnealingWarmRestarts", ["T_0": .integer(2), "T_mult": .integer(1 << 62)]),
      ("CosineAnnealingWarmRestarts", ["T_0": .integer(most), "T_mult": .integer(.max)]),
      ("StepLR", ["step_size": .integer(.max)]),
      ("CyclicLR", ["base_lr": .real(0.1), "max_lr": .real(1), "step_size_up": .integer(.max)]),
      ("OneCycleLR", ["max_lr": .real(0.1), "total_steps": .integer(.max)]),
      ("ReduceLROnPlateau", ["patience": .integer(.max), "cooldown": .integer(.max)]),
    ]
    for (type, args) in endless {
      let scheduler = try Registries.schedulers.make(type: type, args: args)
      try scheduler.attach(sgd)
      for _ in 0..<5 { scheduler.step(metric: 1) }
      #expect(sgd.learningRate.isFinite, "\(type)")
      _ = scheduler.state
      try scheduler.load(["last_epoch": .integer(most)])
      scheduler.step(metric: 1)
      #expect(throws: SettingError.self) { try scheduler.load(["last_epoch": .integer(most + 1)]) }
    }
    #expect(
      error("CosineAnnealingLR", ["T_max": .integer(most + 1)])?.path == "args.T_max")
    #expect(
      error("CosineAnnealingWarmRestarts", ["T_0": .integer(most + 1)])?.path == "args.T_0")
    let plateau = try Registries.schedulers.make(type: "ReduceLROnPlateau")
    for name in ["num_bad_epochs", "cooldown_counter"] {
      var state = plateau.state
      state[name] = .integer(.max)
      #expect(throws: SettingError(name, "expected a number of epochs")) { try plateau.load(state) }
    }
  }
}
