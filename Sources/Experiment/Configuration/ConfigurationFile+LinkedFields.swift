import NamedSettings

/// The fields in which the validation and test loaders follow the training loader.
extension ConfigurationFile {
  private static let linkedFields = [
    (field: "type", followers: ["validation", "test"]),
    (field: "args.batch_size", followers: ["validation"]),
    (field: "args.filter_inputs", followers: ["validation", "test"]),
    (field: "args.normalize", followers: ["validation", "test"]),
    (field: "args.standardize", followers: ["validation", "test"]),
    (field: "args.statistic_path", followers: ["validation", "test"]),
  ]

  /// Gives the other loaders the training loader's fields, as far as the values just set at `paths` replaced
  /// these: by their own paths, those of an object around them or of an element within. A field of which a
  /// path leads to the other loader's own, and a loader that there is not, stay as they are.
  mutating func letLoadersFollow(_ paths: [String]) {
    func varies(_ key: String) -> Bool {
      paths.contains { Self.path($0, isAt: key) || Self.path(key, isAt: $0) }
    }
    for (field, followers) in Self.linkedFields where varies("training_data_loader.\(field)") {
      for loader in followers.map({ "\($0)_data_loader" }) {
        guard case .object = self[loader], !varies("\(loader).\(field)") else { continue }
        if let value = self["training_data_loader.\(field)"] {
          set("\(loader).\(field)", to: value)
        } else {
          remove("\(loader).\(field)")
        }
      }
    }
  }

  /// Whether a path leads to a key's value or to a part of it.
  static func path(_ path: String, isAt key: String) -> Bool {
    path == key || path.hasPrefix(key + ".") || path.hasPrefix(key + "[")
  }
}
