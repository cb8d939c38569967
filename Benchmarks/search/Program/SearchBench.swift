import ArgumentParser
import Foundation

/// Measures the search: the scheduler on simulated clusters, and the real one on the cores at hand.
@main
struct SearchBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search-bench", abstract: "Measure the trial search; print a Markdown table.",
    subcommands: [Everything.self, SuggestionBench.self, RankScenario.self],
    defaultSubcommand: Everything.self)
}

/// All measurements, one after another.
struct Everything: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "all")

  /// How often a figure is taken that varies from run to run; the median is shown.
  private static let rounds = 3

  @Option(help: "Only rows whose name has this in it.") var only = ""

  func run() throws {
    print(Report.header)
    for ranks in [4, 16] {
      try show("no-op trials a second, \(ranks) ranks", "20,000") {
        let rate = try scenario("noOp", ranks: ranks)[0]
        return Report.rounded(rate, 0)
      }
    }
    let example = try ExampleRun()
    try show("rank 0 trains 3x128x128: answers, 99th percentile, 100 reports/s", "50 ms; 1%") {
      let path = try example.configuration(
        samples: 40, resolution: 128, epochs: 1_000_000, variants: 1)
      let runs = try (0..<Self.rounds).map { _ in
        try scenario("answers", ranks: 3, ["--configuration", path])
      }
      let figures = (0..<4).map { figure in Self.median(runs.map { $0[figure] }) }
      return "\(Report.rounded(1e3 * figures[0], 1)) ms (median"
        + " \(Report.rounded(1e3 * figures[1], 1)) ms), \(Report.percent(figures[2])) of a core"
        + " at \(Report.rounded(figures[3], 0)) reports/s"
    }
    try show("a waiting rank's share of a core", "3%") {
      let figures = try scenario("waiting", ranks: 4)
      return "\(Report.percent(figures[1])), rank 0 \(Report.percent(figures[0]))"
    }
    try show("64 trials, 2 ranks against 1", "1.95x") {
      let path = try example.configuration(samples: 80, resolution: 32, epochs: 144, variants: 64)
      let program = Launch.program("train-distributed")
      let times = try (0..<Self.rounds).map { _ in
        try [1, 2].map { ranks in
          try seconds { _ = try Launch.mpirun(ranks: ranks, program, [path]) }
        }
      }
      let (one, two) = (Self.median(times.map { $0[0] }), Self.median(times.map { $0[1] }))
      return "\(Report.rounded(Self.median(times.map { $0[0] / $0[1] }), 3))x:"
        + " \(Report.rounded(one, 1)) s, \(Report.rounded(two, 1)) s;"
        + " trials of \(Report.rounded(one / 64, 2)) s"
    }
    for item in Simulations.cases where only.isEmpty || item.name.contains(only) {
      Report.show(try Simulations.run(item))
    }
  }

  private func show(_ name: String, _ wanted: String, _ measure: () throws -> String) throws {
    guard only.isEmpty || name.contains(only) else { return }
    Report.show(Report.Row(name: name, value: try measure(), wanted: wanted))
  }

  private func scenario(
    _ kind: String, ranks: Int, _ arguments: [String] = []
  ) throws -> [Double] {
    let program = Launch.program("search-bench")
    let text = try Launch.mpirun(ranks: ranks, program, ["rank", kind] + arguments)
    return text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }

  private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

  private func seconds(_ body: () throws -> Void) throws -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
