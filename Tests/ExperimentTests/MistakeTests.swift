import Experiment
import TestSupport
import Testing

/// Every mistake in a configuration or dataset is found before training, and said in one clear line.
struct MistakeTests {
  @Test(arguments: Mistake.all)
  func aMistakeIsSaidInOneLineThatNamesItsPlace(_ mistake: Mistake) throws {
    var example = try Example()
    try mistake.make(&example)
    let error = #expect(throws: ExperimentError.self) {
      let setup = try TrainingSetup(try example.configuration())
      try setup.checkStart()
    }
    #expect(error == ExperimentError(mistake.kind, mistake.message(example)))
  }
}
