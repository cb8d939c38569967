import NamedSettings
import NeuralNetwork
import Testing

@testable import Checkpoint

struct CheckpointReadingTests {
  static let plainConfiguration = SettingValue.object([
    "name": .string("Convolution"), "trials": .integer(8), "lr": .real(1e-3),
    "resume": .bool(false), "threshold": .null,
    "channels": .array([.integer(9), .integer(10), .integer(-11)]),
    "shape": .array([.integer(3), .integer(32), .integer(32)]),
    "large": .integer(1 << 40), "negative": .integer(-1 << 40), "pixels": .integer(70000),
  ])

  @Test func everyTensorAndOptimizerStateIsWhatPyTorchSaved() throws {
    let files = try Fixture.expected()
    #expect(files.count > 20)
    for (name, expected) in files {
      guard case .object(let expected) = expected else { throw Unexpected() }
      let checkpoint = try Checkpoint(contentsOf: Fixture.path(name))
      #expect(checkpoint.plainState == expected["state"], "\(name)")
      #expect(checkpoint.optimizer?.plain == expected["optimizer"], "\(name)")
    }
  }

  @Test(arguments: ["optimizer_SGD.pth", "protocol_1.pth", "protocol_4.pth", "protocol_5.pth"])
  func plainKeysKeepTheirTypes(name: String) throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path(name))
    #expect(checkpoint.architecture == "ModelConv")
    #expect(checkpoint.epoch == 60)
    #expect(checkpoint.monitorBest == 0.0123)
    #expect(checkpoint.configuration == Self.plainConfiguration)
    #expect(checkpoint.scheduler == nil)
  }

  @Test(arguments: ["unknown_class.pth", "unknown_dictionary.pth"])
  func anUnknownClassIsPassed(name: String) throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path(name))
    #expect(checkpoint.configuration == nil)
    #expect(checkpoint.epoch == 60)
  }

  @Test func aSchedulerAndATensorAsBestValueAreRead() throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path("scheduler.pth"))
    #expect(checkpoint.monitorBest == 0.5)
    #expect(checkpoint.scheduler?["milestones"] == .object(["3": .integer(1), "5": .integer(1)]))
    #expect(checkpoint.scheduler?["base_lrs"] == .array([.real(0.001)]))
  }

  @Test func aBareStateDictionaryHasNothingElse() throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path("bare.pth"))
    #expect(
      checkpoint.stateDictionary.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
    #expect(checkpoint.architecture == nil)
    #expect(checkpoint.epoch == 0)
    #expect(checkpoint.optimizer == nil)
    #expect(checkpoint.monitorBest == nil)
  }

  @Test func anOptimizerOfSeveralGroupsIsLeftOut() throws {
    let checkpoint = try Checkpoint(contentsOf: Fixture.path("two_groups.pth"))
    #expect(checkpoint.stateDictionary.count == 4)
    #expect(checkpoint.optimizer == nil)
  }

  @Test(arguments: [
    ("legacy.pth", "before 1.6"), ("script.pth", "TorchScript"),
    ("whole_model.pth", "an object of torch.nn.modules.linear.Linear, not a dictionary"),
    ("other_keys.pth", "no 'state_dict'"), ("complex.pth", "torch.ComplexFloatStorage"),
    ("sparse.pth", "torch._utils._rebuild_sparse_tensor"), ("compressed.pth", "compressed"),
    ("big_endian.pth", "big-endian"), ("make_checkpoints.py", "no PyTorch checkpoint"),
  ])
  func whatCannotBeReadSaysWhy(name: String, reason: String) throws {
    let path = Fixture.path(name)
    let error = try #require(throws: CheckpointError.self) { try Checkpoint(contentsOf: path) }
    #expect(error.kind == .malformed)
    #expect(error.description.hasPrefix(path + ": "))
    #expect(error.reason.contains(reason), "\(error)")
  }

  @Test func aMissingFileIsSaidToBeMissing() throws {
    let error = try #require(throws: CheckpointError.self) {
      try Checkpoint(contentsOf: "/nowhere/model.pth")
    }
    #expect(error.kind == .missing)
    #expect(
      error.description
        == "/nowhere/model.pth: the checkpoint cannot be read: No such file or directory (open)")
  }
}

/// A fixture is not what it should be.
struct Unexpected: Error {}
