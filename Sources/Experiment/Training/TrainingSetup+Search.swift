import MapDataset
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
  /// both: at the combinations of the ranges' ends and of the choices, or of a list at its points.
  func checkVariants() throws(ExperimentError) {
    guard let search = configuration.search else { return }
    let sections = ["arch", "loss", "training_data_loader", "validation_data_loader"]
    let varied = search.space.dimensions.indices.filter { index in
      let path = search.space.dimensions[index].path
      return sections.contains { path == $0 || path.hasPrefix($0 + ".") }
    }
    guard !varied.isEmpty else { return }
    let points: [[Double]]
    do { points = try configuration.cornersToCheck(search) } catch {
      throw ExperimentError(error.prefixed("search"), in: configuration.path)
    }
    var seen: Set<[Double]> = []
    var latest = self
    for (number, point) in points.enumerated()
    where seen.insert(varied.map { point[$0] }).inserted {
      let variant = try configuration.variant(at: point)
      do throws(ExperimentError) {
        latest = try checked(variant, sharing: [self, latest])
      } catch {
        let values = search.space.values(at: point)
        throw untrainable(varied.map { values[$0] }, error) {
          search.place(of: $0, variant: number)
        }
      }
    }
  }

  /// The setup of a variant that can be trained.
  private func checked(
    _ variant: Configuration, sharing others: [TrainingSetup]
  ) throws(ExperimentError) -> TrainingSetup {
    // Each map is read once here: none has to stay in memory.
    let setup = try TrainingSetup(
      variant, memory: MapMemory(byteLimit: 0, runName: nil), sharing: others)
    if setup.labels != labels {
      throw ExperimentError(
        .configuration,
        "training_data_loader.args.filter_labels: selects \(setup.labels) in"
          + " \(variant.training.datasetPath), but \(labels) in the configuration's own dataset")
    }
    let isKnown = others.contains {
      $0.training === setup.training && $0.validation === setup.validation
    }
    if !isKnown { try setup.checkStart() }
    return setup
  }

  /// Says which values make the error: one, where it makes the same alone, else all; and by `place` where they
  /// stand.
  private func untrainable(
    _ values: [(path: String, value: SettingValue)], _ error: ExperimentError,
    at place: (String?) -> String
  ) -> ExperimentError {
    let single = values.first { value in
      guard let variant = try? configuration.variant([value]) else { return false }
      do throws(ExperimentError) { _ = try checked(variant, sharing: [self]) } catch let other {
        return "\(other)" == "\(error)"
      }
      return false
    }
    let text = (single.map { [$0] } ?? values).map { "\($0.path) \($0.value)" }
    return ExperimentError(
      error.kind,
      "\(configuration.path): search.\(place(single?.path)): a variant with"
        + " \(text.joined(separator: ", ")) cannot be trained: \(error)")
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
