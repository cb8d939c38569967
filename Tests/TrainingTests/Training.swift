import LaunchSupport
import TestSupport

/// Runs `train-nn` on an example's configuration, writing into `folder` of the example's; what it
/// wrote.
func train(
  _ example: Example, into folder: String, _ options: [String] = []
) async throws -> RunOutput {
  let result = try await Command(
    BuiltProducts.path("train-nn"),
    ["--configuration", example.path, "--save_dir", folder] + options,
    workingDirectory: example.folder.path, timeout: 300
  ).run()
  guard result.exitCode == 0 else { throw Unexpected(result.errorOutput) }
  return try RunOutput(example.folder.path(folder))
}
