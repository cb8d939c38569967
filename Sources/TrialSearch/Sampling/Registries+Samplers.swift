import NamedSettings

extension Registries {
  /// The ways to choose the variants of a search.
  public static let samplers = Registry<any Sampler>(
    "sampler",
    [
      "RandomSampler": RandomSampler.init
    ])
}
