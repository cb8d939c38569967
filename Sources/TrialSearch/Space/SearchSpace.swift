import NamedSettings

/// The keys of a configuration that a search varies, and the values each may take.
///
/// A point of the space is one `Double` a dimension, in their order: the number itself, never its
/// logarithm, or the index of a choice. It is what samplers suggest and what `SearchRecord` holds.
public struct SearchSpace: Sendable, Equatable {
  /// A key of the configuration and its values.
  public struct Dimension: Sendable, Equatable {
    /// The key's path in the configuration, such as `optimizer.args.lr`.
    public let path: String
    /// The values it may take.
    public let distribution: Distribution

    /// Makes a dimension.
    public init(path: String, distribution: Distribution) {
      self.path = path
      self.distribution = distribution
    }
  }

  /// The dimensions in the order of their paths, byte by byte: JSON's objects have none.
  public let dimensions: [Dimension]

  /// A space of the given values by path.
  public init(_ distributions: [String: Distribution]) {
    dimensions =
      distributions
      .map { Dimension(path: $0.key, distribution: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Reads a configuration's `space`. Throws for a value that describes no distribution, with a path
  /// such as `["optimizer.args.lr"].low`.
  public init(_ space: [String: SettingValue]) throws(SettingError) {
    var distributions: [String: Distribution] = [:]
    for (path, description) in space.sorted(by: { $0.key < $1.key }) {
      do {
        distributions[path] = try Distribution(description)
      } catch {
        throw error.prefixed("[\"\(path)\"]")
      }
    }
    self.init(distributions)
  }

  /// A point's values by path, as the configuration holds them.
  public func values(at point: [Double]) -> [(path: String, value: SettingValue)] {
    zip(dimensions, point).map { ($0.path, $0.distribution.value($1)) }
  }

  /// Whether each of the point's values is one its dimension may take.
  public func contains(_ point: [Double]) -> Bool {
    point.count == dimensions.count
      && zip(dimensions, point).allSatisfy { $0.distribution.contains($1) }
  }

  /// How many points there are; nil when a dimension is continuous or there are more than an integer
  /// can count.
  public var pointCount: Int? {
    var count = 1
    for dimension in dimensions {
      guard let values = dimension.distribution.valueCount else { return nil }
      let product = count.multipliedReportingOverflow(by: values)
      if product.overflow { return nil }
      count = product.partialValue
    }
    return count
  }
}
