import NamedSettings

extension Registries {
  /// The ways to choose the variants of a search.
  public static let samplers = Registry<any Sampler>(
    "sampler",
    [
      "GridSampler": GridSampler.init,
      "RandomSampler": RandomSampler.init,
      "QMCSampler": QMCSampler.init,
      "TPESampler": TPESampler.init,
      "ListSampler": ListSampler.init,
    ])
}
