import NamedSettings
import TrialSearch

/// The `search` section: which keys vary, how, and until when.
public struct SearchSettings: Sendable, Equatable {
  /// What chooses the variants.
  public let sampler: TypedSettings
  /// What stops those that fall behind.
  public let pruner: TypedSettings
  /// The keys that vary, and their values.
  public let space: SearchSpace
  /// Whether the values are those of the configuration's `space`, not of the sampler's own list.
  let spaceIsConfigured: Bool
  /// The number of variants; nil when something else ends the search.
  public let variantCount: Int?
  /// Variant k depends on variants 1 to k - window.
  public let window: Int
  /// Whether the results are the same on any number of ranks.
  public let isOrdered: Bool
  /// Whether the first variant that converges ends the search.
  public let stopsOnConvergence: Bool
  /// A metric as good as this ends the search.
  public let targetMetric: Double?
  /// The search ends after so many seconds.
  public let maxSeconds: Double?
  /// How many of the best trials' folders and models are kept.
  public let keptTrials: Int

  init(_ members: [String: SettingValue]) throws(SettingError) {
    var settings = Settings(members)
    sampler = try settings.choice("sampler")
    pruner = try settings.choice("pruner", default: "NopPruner")
    let spaceMembers = try settings.optionalObject("space")
    window = try settings.integer("window", default: 32, in: 1...1_000_000_000)
    isOrdered = try settings.bool("ordered", default: true)
    stopsOnConvergence = try settings.bool("stop_on_convergence", default: false)
    targetMetric = try settings.optionalReal("target_metric")
    maxSeconds = try settings.optionalReal("max_seconds")
    if let maxSeconds, maxSeconds <= 0 {
      throw SettingError("max_seconds", "expected more than 0, found \(maxSeconds)")
    }
    let limit = try settings.optionalInteger("n_trials", in: 1...)
    keptTrials = try settings.integer("keep", default: 10, in: 1...)
    try settings.finish()

    var configured: SearchSpace?
    if let spaceMembers {
      do { configured = try SearchSpace(spaceMembers) } catch { throw error.prefixed("space") }
    }
    spaceIsConfigured = configured != nil
    let sampler = try Self.make(sampler, Registries.samplers, "sampler")
    _ = try Self.make(pruner, Registries.pruners, "pruner")
    space = try sampler.space(configured)
    variantCount = [limit, sampler.variantCount(in: space)].compactMap(\.self).min()
    guard variantCount != nil || maxSeconds != nil || targetMetric != nil || stopsOnConvergence
    else {
      throw SettingError(
        "n_trials",
        "is missing: give the number of variants, or max_seconds, target_metric or"
          + " stop_on_convergence")
    }
  }

  /// Whether variants can be stopped before their end.
  var prunes: Bool { pruner.type != "NopPruner" }

  func makeSampler() throws(SettingError) -> any Sampler {
    try Self.make(sampler, Registries.samplers, "sampler")
  }

  /// Where in the `search` section the value at a key's path stands that the variant with this number, from 0,
  /// has; without a path, where all its values do.
  func place(of path: String?, variant number: Int) -> String {
    let listed = (try? makeSampler())?.place(of: number).map { "sampler.args.\($0)" }
    return (listed ?? "space") + (path.map { "[\"\($0)\"]" } ?? "")
  }

  func makePruner() throws(SettingError) -> any Pruner {
    try Self.make(pruner, Registries.pruners, "pruner")
  }

  private static func make<Product>(
    _ choice: TypedSettings, _ registry: Registry<Product>, _ key: String
  ) throws(SettingError) -> Product {
    do { return try choice.make(from: registry) } catch { throw error.prefixed(key) }
  }
}

extension Settings {
  /// Takes a choice of type out; without it, that of the default type.
  fileprivate mutating func choice(
    _ name: String, default fallback: String? = nil
  ) throws(SettingError) -> TypedSettings {
    let members = try object(name, default: fallback.map { ["type": .string($0)] })
    do { return try TypedSettings(members) } catch { throw error.prefixed(name) }
  }

  /// Takes a number out that may be absent or null.
  fileprivate mutating func optionalReal(_ name: String) throws(SettingError) -> Double? {
    switch value(name) {
    case nil, .null: return nil
    case .some(let value):
      guard let real = value.asReal else { throw .kind(name, "a number", value) }
      guard real.isFinite else { throw SettingError(name, "expected a finite number") }
      return real
    }
  }

  /// Takes an integer out that may be absent or null.
  fileprivate mutating func optionalInteger(
    _ name: String, in range: PartialRangeFrom<Int>
  ) throws(SettingError) -> Int? {
    switch value(name) {
    case nil, .null: return nil
    case .some(let value):
      guard let integer = value.asInteger else { throw .kind(name, "an integer", value) }
      guard range.contains(integer) else { throw .range(name, integer, range) }
      return integer
    }
  }
}
