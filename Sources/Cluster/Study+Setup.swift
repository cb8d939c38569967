import Experiment
import TrialSearch

extension Study {
  /// The study that a configuration asks for.
  init(_ setup: TrainingSetup) throws(ExperimentError) {
    let search = setup.configuration.search
    let plan = StudyPlan(
      variantCount: search?.variantCount, restarts: setup.restarts, window: search?.window ?? 1,
      isOrdered: search?.isOrdered ?? true,
      stopsOnConvergence: search?.stopsOnConvergence ?? false,
      targetMetric: search?.targetMetric, higherIsBetter: setup.metric.higherIsBetter)
    self.init(plan, try setup.searchStrategy())
  }
}
