import Foundation
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// `trials.csv` and `timings.csv`.
struct TrialsTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let failed = TrialResult(
    trial: TrialID(restart: 1), state: .failed, epochs: 2, bestEpoch: 0, metric: .nan,
    losses: [.nan, .nan], failure: ExperimentError(.data, "map.npy: holds nan, \"badly\""),
    modelFiles: [],
    timing: .init(host: "node1", start: 0.25, seconds: 1.23456, samplesPerSecond: 99.96))

  private static let converged = TrialResult(
    trial: TrialID(restart: 2), state: .converged, epochs: 9, bestEpoch: 7, metric: 0.1,
    losses: [0.25, 0.5], modelFiles: [],
    timing: .init(host: "node2", start: 1_700_000_000, seconds: 2, samplesPerSecond: 1000))

  @Test func trialsAndTimingsHaveALineATrial() throws {
    var table = try TrialsTable(
      folder: folder.path, labels: ["B", "P"], space: SearchSpace([String: Distribution]()))
    #expect(
      try folder.text("trials.csv")
        == "number,variant,restart,state,epochs,best_epoch,metric,loss,B,P,converged,cause\n")
    table.add(Self.failed, point: [], rank: 3)
    table.add(Self.converged, point: [], rank: 0)
    #expect(table.count == 2)
    try table.write()
    #expect(
      try folder.text("trials.csv") == """
        number,variant,restart,state,epochs,best_epoch,metric,loss,B,P,converged,cause
        1,0,1,failed,2,0,nan,nan,nan,nan,false,"map.npy: holds nan, ""badly\"""
        2,0,2,converged,9,7,0.1,0.75,0.25,0.5,true,

        """)
    #expect(
      try folder.text("timings.csv") == """
        number,rank,host,start,seconds,samples_per_second
        1,3,node1,1970-01-01T00:00:00.250Z,1.235,100.0
        2,0,node2,2023-11-14T22:13:20.000Z,2.000,1000.0

        """)
  }

  @Test func inASearchTheParametersAreColumns() throws {
    let space = try SearchSpace([
      "optimizer.args.lr": ["type": "float", "low": 0.001, "high": 0.1],
      "arch": ["type": "categorical", "choices": ["ModelConv", [1, 2]]],
    ])
    var table = try TrialsTable(folder: folder.path, labels: ["B"], space: space)
    var result = Self.converged
    result.trial = TrialID(variant: 5, restart: 2)
    result.losses = [0.5]
    table.add(result, point: [0, 0.003], rank: 0)
    table.add(result, point: [1, 0.1], rank: 0)
    try table.write(isLast: true)
    #expect(
      try folder.text("trials.csv") == """
        number,variant,restart,state,arch,optimizer.args.lr,epochs,best_epoch,metric,loss,B,converged,cause
        1,5,2,converged,ModelConv,0.003,9,7,0.1,0.5,0.5,true,
        2,5,2,converged,"[1, 2]",0.1,9,7,0.1,0.5,0.5,true,

        """)
  }

  /// What is there already is never written again.
  @Test func rowsAreAppended() throws {
    var table = try TrialsTable(
      folder: folder.path, labels: ["B", "P"], space: SearchSpace([String: Distribution]()))
    table.add(Self.converged, point: [], rank: 0)
    try table.write()
    let before = try folder.bytes("trials.csv")
    let file = try FileHandle(forUpdating: URL(filePath: folder.path("trials.csv")))
    try file.write(contentsOf: Data("marked".utf8))
    table.add(Self.converged, point: [], rank: 0)
    try table.write()
    let text = try folder.text("trials.csv")
    #expect(text.hasPrefix("marked"))
    #expect(text.utf8.count > before.count)
    #expect(text.hasSuffix("\n"))
  }
}
