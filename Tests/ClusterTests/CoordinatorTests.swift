import Experiment
import SearchSimulation
import Testing
import TrialSearch

@testable import Cluster

/// The coordinator's loop against workers that do as they like.
struct CoordinatorTests {
  /// A worker whose trial reports without a pause and only ends when it is told to.
  private final class Talker: CoordinatorTransport {
    private var next: [WorkerMessage] = [.ready]
    private var trial: TrialID?
    private(set) var now = 0.0
    let workerCount = 1

    func send(_ messages: [CoordinatorMessage], to worker: Int) {
      for message in messages {
        switch message {
        case .start(let assignment): trial = assignment.trial
        case .stop(let trial):
          next = [.stopped(trial)]
          self.trial = nil
        case .prune, .shutDown: break
        }
      }
    }

    func receive(until deadline: Double) -> (worker: Int, messages: [WorkerMessage])? {
      now += 1
      defer { next = trial.map { [.epochs($0, [])] } ?? [] }
      return (0, trial.map { [.epochs($0, [])] } ?? next)
    }

    func finish() {}
  }

  @Test func messagesWithoutAPauseDoNotPutTheEndOff() throws {
    let transport = Talker()
    let keeper = CollectingKeeper(keepsResults: true)
    var coordinator = Coordinator(
      Study(StudyPlan(variantCount: 1)), maxSeconds: 100, transport: transport, keeper: keeper)
    try coordinator.run()
    #expect(transport.now < 110)
    #expect(keeper.accepted.isEmpty)
    #expect(keeper.discardedCount == 1)
    #expect(keeper.cutOffCount == 1)
  }
}
