import NamedSettings

extension Settings {
  /// Takes `n_trials` out: how many variants to try; nil when it is absent or null.
  mutating func variantLimit() throws(SettingError) -> Int? {
    switch value("n_trials") {
    case nil, .null: return nil
    case .some(let value):
      guard let count = value.asInteger else { throw .kind("n_trials", "an integer", value) }
      guard count >= 1 else { throw .range("n_trials", count, 1...) }
      return count
    }
  }
}
