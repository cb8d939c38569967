import Foundation
import LaunchSupport
import Testing

/// `Slurm/train-distributed.sbatch` without Slurm, with a shell script in place of the program.
///
/// `Tests/Slurm/slurm-lab.sh` runs it under a real Slurm.
struct BatchScriptTests {
  private static let script = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Slurm/train-distributed.sbatch")
    .standardizedFileURL.path()

  /// Runs `command` by bash in an empty folder that holds a configuration file `c.json`.
  ///
  /// `$SCRIPT` is the batch script; `program` is what `train-distributed` does, not in `PATH` if nil.
  private func run(_ command: String, program: String?) async throws -> CommandResult {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("{}".utf8).write(to: folder.appending(path: "c.json"))
    if let program {
      let file = folder.appending(path: "train-distributed")
      try Data("#!/bin/bash\n\(program)\n".utf8).write(to: file)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: file.path())
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let environment = ["SCRIPT": Self.script, "PATH": "\(folder.path()):\(path)"]
    return try await Command(
      "bash", ["-c", command],
      environment: Command.oneHostSettings.merging(environment) { $1 },
      workingDirectory: folder.path()
    ).run()
  }

  @Test(arguments: [
    ("bash $SCRIPT", 64, "usage: sbatch Slurm/train-distributed.sbatch CONFIG.json"),
    ("bash $SCRIPT nowhere.json", 66, "nowhere.json: no such configuration file"),
    ("LAUNCHER=ssh bash $SCRIPT c.json", 64, "LAUNCHER is ssh; it must be mpirun or srun"),
  ])
  func aJobThatCannotRunIsRefused(command: String, exitCode: Int32, message: String) async throws {
    let result = try await run(command, program: "echo started")
    #expect(result.errorOutput.hasPrefix("train-distributed.sbatch: \(message)"))
    #expect(result.output == "")
    #expect(result.exitCode == exitCode)
  }

  @Test func aMissingProgramIsRefused() async throws {
    let result = try await run("bash $SCRIPT c.json", program: nil)
    #expect(result.errorOutput.contains("build it with: swift build -c release"))
    #expect(result.exitCode == 69)
  }

  @Test func ranksGetTheArgumentsAndOneThreadAndTheirExitCodeIsTheJobs() async throws {
    let result = try await run(
      "bash $SCRIPT c.json --lr 0.1",
      program: """
        [ "$OMPI_COMM_WORLD_RANK" = 0 ] || exit 0
        echo "$# $* $OPENBLAS_NUM_THREADS $OMP_NUM_THREADS"
        exit 65
        """)
    #expect(result.output == "3 c.json --lr 0.1 1 1\n")
    #expect(result.exitCode == 65)
  }

  @Test func aWarningBeforeTheTimeLimitReachesTheRanks() async throws {
    let result = try await run(
      """
      bash $SCRIPT c.json & job=$!
      until [ -e started ]; do sleep 0.1; done
      kill -USR1 $job
      wait $job
      """,
      program: """
        [ "$OMPI_COMM_WORLD_RANK" = 0 ] || exit 0
        trap 'echo warned; exit 75' USR1
        touch started
        while :; do sleep 0.1; done
        """)
    #expect(result.output.contains("warned\n"))
    #expect(result.exitCode == 75)
  }
}
