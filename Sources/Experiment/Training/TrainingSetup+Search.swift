import NamedSettings
import TrialSearch

extension TrainingSetup {
  /// How the configuration's search chooses variants; nil without a search.
  public func searchStrategy() throws(ExperimentError) -> SearchStrategy? {
    guard let search = configuration.search else { return nil }
    do throws(SettingError) {
      return SearchStrategy(
        problem: SearchProblem(
          space: search.space, lowerIsBetter: !metric.higherIsBetter, seed: configuration.seed),
        sampler: try search.makeSampler(), pruner: try search.makePruner(),
        cost: cost(in: search.space))
    } catch {
      throw ExperimentError(error.prefixed("search"), in: configuration.path)
    }
  }

  /// Makes sure that the variants' datasets are there and fit the network, where the search varies one of
  /// both: at the ends of the key's range, and with each of its choices.
  func checkVariants() throws(ExperimentError) {
    guard let search = configuration.search else { return }
    let sections = ["arch", "loss", "training_data_loader", "validation_data_loader"]
    for dimension in search.space.dimensions
    where sections.contains(where: { dimension.path == $0 || dimension.path.hasPrefix($0 + ".") }) {
      for extreme in dimension.distribution.extremes {
        let value = dimension.distribution.value(extreme)
        // A list of the sampler's own may hold values that are valid together only.
        guard let variant = try? configuration.variant([(dimension.path, value)]) else { continue }
        do throws(ExperimentError) {
          let setup = try TrainingSetup(variant, sharing: [self])
          if setup.training !== training || setup.validation !== validation {
            try setup.checkStart()
          }
        } catch {
          throw ExperimentError(
            error.kind,
            "\(configuration.path): search.space[\"\(dimension.path)\"]: a variant with"
              + " \(dimension.path) \(value) cannot be trained: \(error)")
        }
      }
    }
  }

  /// What a variant's trials take compared with others': the epochs, where they vary.
  private func cost(in space: SearchSpace) -> (@Sendable ([Double]) -> Double)? {
    guard let index = space.dimensions.firstIndex(where: { $0.path == "trainer.epochs" }) else {
      return nil
    }
    let distribution = space.dimensions[index].distribution
    return { distribution.value($0[index]).asReal ?? 0 }
  }
}
