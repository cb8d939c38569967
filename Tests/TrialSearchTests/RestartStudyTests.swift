import Testing
import TrialSearch

struct RestartStudyTests {
  /// Trials whose outcomes are known beforehand, run by workers whose speeds are drawn.
  struct Simulation {
    let outcomes: [TrialOutcome]
    let higherIsBetter: Bool

    /// What a study accepts when `workers` workers run it, in an order drawn from `random`.
    func run(
      workers: Int, _ random: inout some RandomNumberGenerator
    ) -> (accepted: [Int], best: Int?, discarded: Set<Int>) {
      var study = RestartStudy(trials: 1...outcomes.count, higherIsBetter: higherIsBetter)
      var running: Set<Int> = []
      var stopping: Set<Int> = []
      var accepted: [Int] = []
      var discarded: Set<Int> = []
      var best: Int?
      while !study.isFinished {
        while running.count < workers, let trial = study.ask() { running.insert(trial) }
        guard let trial = running.sorted().randomElement(using: &random) else { break }
        running.remove(trial)
        // A trial that was told to stop may have ended before it heard of it.
        let stops = stopping.contains(trial) && Bool.random(using: &random)
        for action in stops ? study.stopped(trial) : study.end(trial, outcomes[trial - 1]) {
          switch action {
          case .stop(let trial): stopping.insert(trial)
          case .accept(let trial, let isBest):
            accepted.append(trial)
            if isBest { best = trial }
          case .discard(let trial): discarded.insert(trial)
          }
        }
      }
      #expect(running.isEmpty)
      #expect(best == study.best)
      return (accepted, best, discarded)
    }
  }

  private func outcome(_ metric: Double?, converged: Bool = false) -> TrialOutcome {
    TrialOutcome(converged: converged, metric: metric)
  }

  @Test func anyNumberOfWorkersAcceptsWhatOneWouldHaveRun() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let outcomes = (0..<Int.random(in: 1...12)).map { _ in
        outcome(
          Int.random(in: 0..<8) == 0 ? nil : Double(Int.random(in: 0..<5)),
          converged: Int.random(in: 0..<6) == 0)
      }.map { $0.metric == nil ? outcome(nil) : $0 }
      let simulation = Simulation(outcomes: outcomes, higherIsBetter: Bool.random())
      let alone = simulation.run(workers: 1, &random)
      #expect(alone.discarded.isEmpty)
      for workers in [2, 3, 7, 64] {
        let together = simulation.run(workers: workers, &random)
        #expect(together.accepted == alone.accepted)
        #expect(together.best == alone.best)
        #expect(together.discarded.isDisjoint(with: together.accepted))
      }
    }
  }

  @Test func theLowestNumberedConvergedTrialWins() {
    var study = RestartStudy(trials: 1...8, higherIsBetter: false)
    #expect((1...4).allSatisfy { study.ask() == $0 })
    #expect(study.end(3, outcome(0.1, converged: true)) == [.stop(trial: 4)])
    #expect(study.ask() == nil)
    #expect(study.end(1, outcome(0.5)) == [.accept(trial: 1, isBest: true)])
    #expect(
      study.end(2, outcome(0.9, converged: true)) == [
        .discard(trial: 3), .accept(trial: 2, isBest: true),
      ])
    #expect(!study.isFinished)
    #expect(study.stopped(4) == [.discard(trial: 4)])
    #expect(study.isFinished)
    #expect(study.best == 2)
  }

  @Test func withoutConvergenceTheBestMetricWinsAndTheFirstOfEquals() {
    for (higherIsBetter, best) in [(false, 2), (true, 4)] {
      var study = RestartStudy(trials: 1...5, higherIsBetter: higherIsBetter)
      for (index, metric) in [0.5, 0.2, 0.2, 0.9, 0.9].enumerated() {
        #expect(study.ask() == index + 1)
        _ = study.end(index + 1, outcome(metric))
      }
      #expect(study.isFinished)
      #expect(study.best == best)
    }
  }

  @Test func failedTrialsAreAcceptedButNeverTheBest() {
    var study = RestartStudy(trials: 1...2, higherIsBetter: false)
    _ = study.ask()
    #expect(study.end(1, outcome(nil)) == [.accept(trial: 1, isBest: false)])
    _ = study.ask()
    #expect(study.end(2, outcome(nil)) == [.accept(trial: 2, isBest: false)])
    #expect(study.isFinished)
    #expect(study.best == nil)
  }

  @Test func theLeadingTrialIsTheLowestNumberedOneThatIsNotAccepted() {
    var study = RestartStudy(trials: 1...3, higherIsBetter: false)
    #expect((1...3).allSatisfy { study.ask() == $0 })
    #expect(study.leadingTrial == 1)
    _ = study.end(2, outcome(0.1))
    #expect(study.leadingTrial == 1)
    _ = study.end(1, outcome(0.2))
    #expect(study.leadingTrial == 3)
    _ = study.end(3, outcome(0.3))
    #expect(study.leadingTrial == nil)
  }
}
