import Files
import NamedSettings
import NeuralNetwork

/// The members of a configuration file, before their meaning is looked at.
public struct ConfigurationFile {
  /// The path, for messages.
  public let path: String
  /// The file's JSON object, and the overrides applied to it so far.
  public private(set) var members: [String: SettingValue]

  /// Reads a file. Throws when it is missing, is not JSON, or is not one object.
  public init(path: String) throws(ExperimentError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .input(error) }
    if file.count == 0 { throw ExperimentError(.data, "\(path): is empty") }
    let value: SettingValue
    do {
      value = try JSONParser.value(of: file.withBytes { Array($0) })
    } catch {
      throw ExperimentError(.data, "\(path): is not valid JSON: \(error)")
    }
    guard case .object(let members) = value else {
      throw ExperimentError(.data, "\(path): expected one JSON object, found \(value.kind)")
    }
    self.init(path: path, members: members)
  }

  /// Takes members that were read elsewhere.
  public init(path: String, members: [String: SettingValue]) {
    self.path = path
    self.members = members
  }

  /// The value at a path of keys such as `optimizer.args.lr` or `arch.args.layers[2].type`; nil when
  /// there is none.
  public subscript(keyPath: String) -> SettingValue? {
    var value = SettingValue.object(members)
    for key in Self.keys(keyPath) {
      switch (value, key) {
      case (.object(let object), .name(let name)):
        guard let member = object[name] else { return nil }
        value = member
      case (.array(let elements), .index(let index)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }

  /// Sets the value at a path of keys, making the objects on the way; false when the path leads to an
  /// element of a list that there is not.
  @discardableResult
  public mutating func set(_ keyPath: String, to value: SettingValue) -> Bool {
    var root = SettingValue.object(members)
    guard Self.set(Self.keys(keyPath)[...], to: value, in: &root), case .object(let changed) = root
    else { return false }
    members = changed
    return true
  }

  /// Removes what is at a path of keys, if anything is.
  mutating func remove(_ keyPath: String) {
    var keys = keyPath.split(separator: ".")
    let name = String(keys.removeLast())
    let parent = keys.joined(separator: ".")
    guard case .object(var object) = parent.isEmpty ? .object(members) : self[parent] else {
      return
    }
    object[name] = nil
    if parent.isEmpty { members = object } else { set(parent, to: .object(object)) }
  }

  /// A step on a path.
  private enum Key {
    case name(String)
    case index(Int)
  }

  private static func keys(_ keyPath: String) -> [Key] {
    var keys: [Key] = []
    for part in keyPath.split(separator: ".") {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      keys.append(.name(String(pieces[0])))
      for piece in pieces.dropFirst() {
        // -1 is no element of any list.
        keys.append(.index(piece.last == "]" ? plainNumber(piece.dropLast()) ?? -1 : -1))
      }
    }
    return keys
  }

  /// The number in the one spelling that each has: `3`, not `03` or `+3`. So two paths that differ lead to
  /// different elements.
  private static func plainNumber(_ text: Substring) -> Int? {
    Int(text).flatMap { "\($0)" == text ? $0 : nil }
  }

  /// The first index in a path that is a number in another spelling than the plain one, and that one.
  static func oddIndex(in keyPath: String) -> (found: String, plain: String)? {
    for piece in keyPath.split(separator: "[").dropFirst() {
      guard let end = piece.firstIndex(of: "]") else { continue }
      let text = piece[..<end]
      if let number = Int(text), plainNumber(text) == nil { return ("[\(text)]", "[\(number)]") }
    }
    return nil
  }

  private static func set(
    _ keys: ArraySlice<Key>, to value: SettingValue, in place: inout SettingValue
  ) -> Bool {
    switch keys.first {
    case nil:
      place = value
      return true
    case .name(let name):
      var object: [String: SettingValue] = [:]
      if case .object(let existing) = place { object = existing }
      var member = object[name] ?? .null
      guard set(keys.dropFirst(), to: value, in: &member) else { return false }
      object[name] = member
      place = .object(object)
      return true
    case .index(let index):
      guard case .array(var elements) = place, elements.indices.contains(index),
        set(keys.dropFirst(), to: value, in: &elements[index])
      else { return false }
      place = .array(elements)
      return true
    }
  }
}
