import NamedSettings
import NeuralNetwork
import Testing

struct SchedulerTests {
  struct Saved: Decodable {
    let scheduler: [String: JSONValue]
    let group: [String: JSONValue]
  }

  struct Case: Decodable {
    let name: String
    let args: [String: JSONValue]
    let optimizer: String
    let rates: [Double]
    let momenta: [Double]?
    let saved: Saved

    func start() throws -> (any Scheduler, any Optimizer) {
      let optimizer = try Registries.optimizers.make(type: optimizer, args: ["lr": .real(0.1)])
      let scheduler = try Registries.schedulers.make(type: name, args: args.mapValues(\.setting))
      try scheduler.attach(optimizer)
      return (scheduler, optimizer)
    }

    func expect(_ optimizer: any Optimizer, in epoch: Int) {
      #expect(
        isClose(optimizer.learningRate, rates[epoch], relative: SchedulerTests.tolerance),
        "\(name) \(args) epoch \(epoch): \(optimizer.learningRate) for \(rates[epoch])")
      guard let momenta else { return }
      #expect(
        isClose(optimizer.momentum ?? 0, momenta[epoch], relative: SchedulerTests.tolerance),
        "\(name) \(args) epoch \(epoch)")
    }
  }

  struct Cases: Decodable {
    let savedAfter: Int
    let metrics: [Double]
    let cases: [Case]
  }

  static let tolerance = 1e-12
  private let fixture: Cases

  init() throws { fixture = try Fixture.decode(Cases.self, "schedulers.json") }

  @Test func everySchedulerOfTheRegistryIsCompared() {
    for name in Registries.schedulers.names {
      #expect(fixture.cases.count { $0.name == name } >= 2, "\(name)")
    }
  }

  @Test func twoHundredEpochsFollowPyTorch() throws {
    for expected in fixture.cases {
      let (scheduler, optimizer) = try expected.start()
      expected.expect(optimizer, in: 0)
      for (epoch, metric) in fixture.metrics.enumerated() {
        scheduler.step(metric: metric)
        expected.expect(optimizer, in: epoch + 1)
      }
    }
  }

  @Test func theStateIsPyTorchs() throws {
    for expected in fixture.cases {
      let (scheduler, optimizer) = try expected.start()
      for metric in fixture.metrics.prefix(fixture.savedAfter) { scheduler.step(metric: metric) }
      var state = scheduler.state
      if expected.name == "CosineAnnealingWarmRestarts" {
        // PyTorch's own step() of this scheduler does not count.
        state["_step_count"] = .integer(0)
      }
      let wanted = expected.saved.scheduler.mapValues(\.setting)
      #expect(Set(state.keys) == Set(wanted.keys), "\(expected.name)")
      for (name, value) in wanted {
        #expect(
          state[name]?.isClose(to: value, relative: Self.tolerance) == true,
          "\(expected.name) \(name): \(state[name] ?? .null) for \(value)")
      }
      let group = Dictionary(
        uniqueKeysWithValues: optimizer.scheduleSettings.map { ($0.name, $0.value) })
      #expect(
        SettingValue.object(group).isClose(
          to: .object(expected.saved.group.mapValues(\.setting)), relative: Self.tolerance),
        "\(expected.name)")
    }
  }

  @Test func theScheduleGoesOnFromPyTorchsState() throws {
    for expected in fixture.cases {
      let (scheduler, optimizer) = try expected.start()
      try scheduler.load(expected.saved.scheduler.mapValues(\.setting))
      optimizer.learningRate = expected.rates[fixture.savedAfter]
      for epoch in fixture.savedAfter..<fixture.metrics.count {
        scheduler.step(metric: fixture.metrics[epoch])
        expected.expect(optimizer, in: epoch + 1)
      }
    }
  }

  @Test func theScheduleGoesOnFromAnEpochAlone() throws {
    for expected in fixture.cases where expected.name != "ReduceLROnPlateau" {
      let (scheduler, optimizer) = try expected.start()
      try scheduler.load(["last_epoch": .integer(fixture.savedAfter)])
      optimizer.learningRate = expected.rates[fixture.savedAfter]
      scheduler.step(metric: 0)
      expected.expect(optimizer, in: fixture.savedAfter + 1)
    }
  }
}
