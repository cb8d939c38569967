import NamedSettings
import TrialSearch

/// The variants of a search: the configuration with a point's values in place of its own.
extension Configuration {
  /// The full configuration of the variant at a point of the search space: what the variant's models and
  /// `best_config.json` hold.
  ///
  /// Throws when it does not pass validation.
  func variant(at point: [Double]) throws(ExperimentError) -> Configuration {
    guard let search else { return self }
    do { return try variant(search.space.values(at: point)) } catch {
      throw ExperimentError(error, in: path)
    }
  }

  /// The configuration with values in place of its own.
  func variant(
    _ values: [(path: String, value: SettingValue)]
  ) throws(SettingError) -> Configuration {
    var variantMembers = members
    variantMembers["search"] = nil
    var file = ConfigurationFile(path: path, members: variantMembers)
    for (key, value) in values {
      guard file.set(key, to: value) else {
        throw SettingError(key, "the configuration's list has no such element")
      }
    }
    file.letLoadersFollow(values.map(\.path))
    let variant = try Self.read(file)
    try checkFixedKeys(of: variant)
    try variant.checkWhole()
    return variant
  }

  /// Throws for a point of the space that cannot be trained: an unknown key, a value out of range.
  func checkSearch() throws(SettingError) {
    guard let search else { return }
    do throws(SettingError) {
      try checkKeys(search)
      if resumedCheckpoint != nil {
        throw SettingError("", "goes not with resume_training: a search starts from new weights")
      }
      for (number, point) in try pointsToCheck(search).enumerated() {
        try check(search.space.values(at: point)) { search.place(of: $0, variant: number) }
      }
    } catch {
      throw error.prefixed("search")
    }
  }

  private func checkKeys(_ search: SearchSettings) throws(SettingError) {
    let paths = search.space.dimensions.map(\.path)
    for path in paths {
      do throws(SettingError) { try Self.check(path, among: paths) } catch {
        throw SettingError(search.place(of: path, variant: 0), error.reason)
      }
    }
  }

  private static func check(_ path: String, among paths: [String]) throws(SettingError) {
    if path.split(separator: ".", omittingEmptySubsequences: false).contains("") {
      throw SettingError("", "is not a path such as optimizer.args.lr")
    }
    if let index = ConfigurationFile.oddIndex(in: path) {
      throw SettingError("", "\(index.found) is no index of a list; write \(index.plain)")
    }
    if let key = fixedKeys.first(where: { ConfigurationFile.path(path, isAt: $0) }) {
      throw SettingError("", "\(key) \(fixedReason)")
    }
    if let other = paths.first(where: { $0 != path && ConfigurationFile.path(path, isAt: $0) }) {
      throw SettingError("", "is part of \(other), which varies as well")
    }
  }

  /// Throws when a variant with the values is not valid; `place` says where in the file the value at a
  /// path stands, or without a path all values.
  private func check(
    _ values: [(path: String, value: SettingValue)], at place: (String?) -> String
  ) throws(SettingError) {
    let error: SettingError
    do {
      _ = try variant(values)
      return
    } catch let caught {
      error = caught
    }
    // Where one value alone makes the same error, the others are not worth a word.
    let single = values.first { value in
      do { _ = try variant([value]) } catch let other { return "\(other)" == "\(error)" }
      return false
    }
    if let single, let reason = fixedKeyReason(error) ?? hint(single.path, error) {
      throw SettingError(place(single.path), reason)
    }
    let named = single.map { [$0] } ?? values
    let point = named.map { "\($0.path) \($0.value)" }.joined(separator: ", ")
    throw SettingError(
      place(single?.path), "a variant with \(point) is not valid: \(error)")
  }

  /// What a path to an unknown key probably means: the one key whose path ends with it.
  private func hint(_ path: String, _ error: SettingError) -> String? {
    guard error.reason.hasPrefix("unknown key") else { return nil }
    let known = Self.leaves(.object(members), "").filter { $0.hasSuffix("." + path) }
    let meant = known.count == 1 ? "; did you mean \"\(known[0])\"?" : ""
    return "\(error)\(meant)"
  }

  private static func leaves(_ value: SettingValue, _ path: String) -> [String] {
    guard case .object(let members) = value else { return [path] }
    return members.keys.sorted().filter { path != "" || $0 != "search" }.flatMap { key in
      leaves(members[key] ?? .null, path.isEmpty ? key : "\(path).\(key)")
    }
  }
}
