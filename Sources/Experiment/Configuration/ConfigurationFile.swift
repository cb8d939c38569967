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

  /// The value at a path of keys such as `optimizer.args.lr`; nil when there is none.
  public subscript(keyPath: String) -> SettingValue? {
    var value = SettingValue.object(members)
    for key in keyPath.split(separator: ".") {
      guard case .object(let object) = value, let member = object[String(key)] else { return nil }
      value = member
    }
    return value
  }

  /// Sets the value at a path of keys, making the objects on the way.
  public mutating func set(_ keyPath: String, to value: SettingValue) {
    Self.set(keyPath.split(separator: ".")[...], to: value, in: &members)
  }

  private static func set(
    _ keys: ArraySlice<Substring>, to value: SettingValue, in object: inout [String: SettingValue]
  ) {
    guard let first = keys.first else { return }
    let key = String(first)
    if keys.count == 1 {
      object[key] = value
      return
    }
    var member: [String: SettingValue] = [:]
    if case .object(let existing) = object[key] { member = existing }
    set(keys.dropFirst(), to: value, in: &member)
    object[key] = .object(member)
  }
}
