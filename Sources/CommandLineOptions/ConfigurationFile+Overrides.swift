import Experiment

extension ConfigurationFile {
  /// Reads the file at `path` and applies what the command line puts in place of its values.
  public init(path: String, _ overrides: Overrides) throws(ExperimentError) {
    try self.init(path: path)
    overrides.apply(to: &self)
  }
}
