import NamedSettings
import NeuralNetwork
import Testing

struct OptimizerSettingTests {
  private func error(_ type: String, _ args: [String: SettingValue]) -> SettingError? {
    #expect(throws: SettingError.self) {
      _ = try Registries.optimizers.make(type: type, args: args)
    }
  }

  @Test func anUnknownArgumentIsRefusedWithTheValidOnes() {
    let expected =
      "args.weight_dekay: unknown key \"weight_dekay\"; did you mean \"weight_decay\"? (valid: lr, momentum, "
      + "dampening, weight_decay, nesterov, maximize, foreach, differentiable, fused)"
    #expect(error("SGD", ["weight_dekay": .real(0.1)])?.description == expected)
    #expect(error("AdamW", ["decoupled_weight_decay": .bool(true)]) != nil)
  }

  @Test func optimizersThatCannotWorkHereSayWhy() {
    let lbfgs = error("LBFGS", [:])
    #expect(lbfgs?.path == "type")
    #expect(lbfgs?.reason.contains("evaluates the loss several times a step") == true)
    #expect(error("SparseAdam", [:])?.reason.hasSuffix("choose Adam") == true)
    #expect(error("Adaam", [:])?.reason.contains("did you mean \"Adam\"?") == true)
  }

  @Test func valuesOutsideTheirRangeAreNamed() {
    #expect(error("Adam", ["lr": .real(-1)])?.path == "args.lr")
    #expect(error("Adam", ["betas": .array([.real(0.9), .real(1)])])?.path == "args.betas[1]")
    #expect(error("Adam", ["betas": .array([.real(0.9)])])?.path == "args.betas")
    #expect(error("SGD", ["nesterov": .bool(true)])?.path == "args.nesterov")
    #expect(error("Rprop", ["etas": .array([.real(1.1), .real(1.2)])])?.path == "args.etas")
    #expect(error("Adam", ["fused": .integer(1)])?.path == "args.fused")
  }

  @Test func implementationFlagsAreKeptForPyTorch() throws {
    let optimizer = try Registries.optimizers.make(
      type: "SGD",
      args: ["foreach": .bool(true), "fused": .null, "differentiable": .bool(false)])
    let settings = optimizer.state.settings
    #expect(settings.first { $0.name == "foreach" }?.value == .bool(true))
    #expect(settings.first { $0.name == "fused" }?.value == .null)
  }
}
