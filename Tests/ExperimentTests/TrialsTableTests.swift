import Testing

@testable import Experiment

/// `trials.csv` and `timings.csv`.
struct TrialsTableTests {
  @Test func trialsAndTimingsHaveALineATrial() {
    var table = TrialsTable(labels: ["B", "P"])
    table.add(
      TrialResult(
        number: 1, state: .failed, epochs: 2, bestEpoch: 0, metric: .nan, losses: [.nan, .nan],
        cause: "map.npy: holds nan, \"badly\"", modelFiles: [],
        timing: .init(host: "node1", start: 0.25, seconds: 1.23456, samplesPerSecond: 99.96)),
      rank: 3)
    table.add(
      TrialResult(
        number: 2, state: .converged, epochs: 9, bestEpoch: 7, metric: 0.1, losses: [0.25, 0.5],
        cause: "", modelFiles: [],
        timing: .init(host: "node2", start: 1_700_000_000, seconds: 2, samplesPerSecond: 1000)),
      rank: 0)
    #expect(table.count == 2)
    #expect(
      table.trials == """
        number,state,epochs,best_epoch,metric,loss,B,P,converged,cause
        1,failed,2,0,nan,nan,nan,nan,false,"map.npy: holds nan, ""badly\"""
        2,converged,9,7,0.1,0.75,0.25,0.5,true,

        """)
    #expect(
      table.timings == """
        number,rank,host,start,seconds,samples_per_second
        1,3,node1,1970-01-01T00:00:00.250Z,1.235,100.0
        2,0,node2,2023-11-14T22:13:20.000Z,2.000,1000.0

        """)
  }
}
