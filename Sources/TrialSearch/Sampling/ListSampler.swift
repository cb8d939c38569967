import NamedSettings

/// The variants of a list, one after another.
///
/// Settings: `variants`, a list of objects with values by path, all with the same paths. The list is
/// the space, so that the configuration gives none.
public struct ListSampler: Sampler {
  private let listed: SearchSpace
  private let points: [[Double]]

  /// Reads `variants`. Throws when it is empty or a variant has other paths than the first.
  public init(_ settings: inout Settings) throws(SettingError) {
    let variants = try Self.variants(&settings)
    let paths = variants[0].keys.sorted()
    guard !paths.isEmpty else { throw SettingError("variants[0]", "needs at least one key") }
    var choices: [String: [SettingValue]] = [:]
    for (index, variant) in variants.enumerated() {
      if let path = paths.first(where: { variant[$0] == nil }) {
        throw SettingError("variants[\(index)]", "lacks \"\(path)\", which the first variant has")
      }
      if let path = variant.keys.sorted().first(where: { variants[0][$0] == nil }) {
        throw SettingError("variants[\(index)]", "has \"\(path)\", which the first variant lacks")
      }
      for (path, value) in variant where choices[path]?.contains(value) != true {
        choices[path, default: []].append(value)
      }
    }
    let space = SearchSpace(choices.mapValues(Distribution.categorical))
    listed = space
    points = variants.map { variant in
      space.dimensions.map { dimension in
        Double(choices[dimension.path]?.firstIndex(of: variant[dimension.path] ?? .null) ?? 0)
      }
    }
  }

  private static func variants(
    _ settings: inout Settings
  ) throws(SettingError) -> [[String: SettingValue]] {
    guard let value = settings.value("variants") else {
      throw SettingError("variants", "is missing")
    }
    guard case .array(let elements) = value else {
      throw .kind("variants", "a list of objects", value)
    }
    guard !elements.isEmpty else { throw SettingError("variants", "needs at least one variant") }
    var variants: [[String: SettingValue]] = []
    for (index, element) in elements.enumerated() {
      guard case .object(let variant) = element else {
        throw .kind("variants[\(index)]", "an object of values by path", element)
      }
      variants.append(variant)
    }
    return variants
  }

  /// The values that the list holds for each path. Throws when the configuration has a space as well.
  public func space(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace {
    guard configured == nil else {
      throw SettingError("space", "has no place beside ListSampler, whose variants are the space")
    }
    return listed
  }

  /// False.
  public var usesHistory: Bool { false }

  /// The length of the list.
  public func variantCount(in space: SearchSpace) -> Int? { points.count }

  /// The variant's element of the list.
  public func place(of number: Int) -> String? { "variants[\(number % points.count)]" }

  /// The variant with this number; after the last one comes the first.
  public func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] { points[number % points.count] }
}
