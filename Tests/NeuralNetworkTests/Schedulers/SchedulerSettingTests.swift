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
}
