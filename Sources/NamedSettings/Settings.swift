/// Named settings being read: each is taken out by name and kind, and `finish` refuses what is left.
///
/// ```swift
/// var settings = Settings(values)
/// learningRate = try settings.real("lr", default: 1e-3, in: 0...)
/// try settings.finish()
/// ```
public struct Settings {
  private var remaining: [String: SettingValue]
  private var known: [String] = []

  /// Starts reading the given settings.
  public init(_ values: [String: SettingValue] = [:]) { remaining = values }

  /// Takes a setting out; nil when it is absent.
  public mutating func value(_ name: String) -> SettingValue? {
    known.append(name)
    return remaining.removeValue(forKey: name)
  }

  /// A setting, which stays to be taken out; nil when it is absent.
  public func peek(_ name: String) -> SettingValue? { remaining[name] }

  /// Takes an integer out. Throws when it is of another kind, out of range, or absent without default.
  public mutating func integer(
    _ name: String, default fallback: Int? = nil, in range: some RangeExpression<Int> = Int.min...
  ) throws(SettingError) -> Int {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard let integer = value.asInteger else { throw .kind(name, "an integer", value) }
    guard range.contains(integer) else { throw .range(name, integer, range) }
    return integer
  }

  /// Takes a number out; integers count as numbers.
  public mutating func real(
    _ name: String, default fallback: Double? = nil,
    in range: some RangeExpression<Double> = (-Double.infinity)...
  ) throws(SettingError) -> Double {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard let real = value.asReal else { throw .kind(name, "a number", value) }
    guard real.isFinite else { throw SettingError(name, "expected a finite number, found \(real)") }
    guard range.contains(real) else { throw .range(name, real, range) }
    return real
  }

  /// Takes a boolean out.
  public mutating func bool(
    _ name: String, default fallback: Bool? = nil
  ) throws(SettingError) -> Bool {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard case .bool(let bool) = value else { throw .kind(name, "true or false", value) }
    return bool
  }

  /// Takes a string out.
  public mutating func string(
    _ name: String, default fallback: String? = nil
  ) throws(SettingError) -> String {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard case .string(let string) = value else { throw .kind(name, "a string", value) }
    return try checked(string, name)
  }

  /// Takes a string out that may be absent or null.
  public mutating func optionalString(_ name: String) throws(SettingError) -> String? {
    switch value(name) {
    case nil, .null: return nil
    case .string(let string): return try checked(string, name)
    case .some(let value): throw .kind(name, "a string", value)
    }
  }

  /// A text without control characters: none belongs in a name, and the system ends a path at a NUL.
  private func checked(_ string: String, _ name: String) throws(SettingError) -> String {
    guard string.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return string
    }
    throw SettingError(name, "holds a control character")
  }

  /// Takes a list of integers out.
  public mutating func integers(
    _ name: String, default fallback: [Int]? = nil
  ) throws(SettingError) -> [Int] {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard case .array(let elements) = value else { throw .kind(name, "a list of integers", value) }
    var integers: [Int] = []
    for (index, element) in elements.enumerated() {
      guard let integer = element.asInteger else {
        throw .kind("\(name)[\(index)]", "an integer", element)
      }
      integers.append(integer)
    }
    return integers
  }

  /// Takes a list of numbers out.
  public mutating func reals(
    _ name: String, default fallback: [Double]? = nil
  ) throws(SettingError) -> [Double] {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard case .array(let elements) = value else { throw .kind(name, "a list of numbers", value) }
    var reals: [Double] = []
    for (index, element) in elements.enumerated() {
      guard let real = element.asReal else {
        throw .kind("\(name)[\(index)]", "a number", element)
      }
      reals.append(real)
    }
    return reals
  }

  /// Takes an object out, to be read by settings of its own.
  public mutating func object(
    _ name: String, default fallback: [String: SettingValue]? = nil
  ) throws(SettingError) -> [String: SettingValue] {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    guard case .object(let members) = value else { throw .kind(name, "an object", value) }
    return members
  }

  /// Takes an object out that may be absent or null.
  public mutating func optionalObject(
    _ name: String
  ) throws(SettingError) -> [String: SettingValue]? {
    switch value(name) {
    case nil, .null: return nil
    case .object(let members): return members
    case .some(let value): throw .kind(name, "an object", value)
    }
  }

  /// The error of a setting that is absent and has no default, with what was probably meant for it.
  public func missing(_ name: String) -> SettingError {
    guard let near = nearestName(to: name, in: remaining.keys.sorted(), atMost: 2) else {
      return SettingError(name, "is missing")
    }
    return SettingError(name, "is missing; did you mean it by \"\(near)\"?")
  }

  /// Refuses any setting that nobody took out.
  public func finish() throws(SettingError) {
    guard let name = remaining.keys.min() else { return }
    throw SettingError(name, unknownName(name, "key", valid: known))
  }
}

extension SettingValue {
  /// The value as an integer; numbers such as `8.0` count.
  public var asInteger: Int? {
    switch self {
    case .integer(let integer): integer
    case .real(let real): Int(exactly: real)
    default: nil
    }
  }

  /// The value as a number.
  public var asReal: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .real(let real): real
    default: nil
    }
  }
}

extension SettingError {
  /// The error of a value of another kind than the one wanted, such as `an integer`.
  public static func kind(_ path: String, _ wanted: String, _ found: SettingValue) -> SettingError {
    if case .real(let real) = found, wanted == "an integer", real.rounded() == real {
      return SettingError(path, "\(real) is too large for an integer")
    }
    return SettingError(path, "expected \(wanted), found \(found.kind)")
  }

  /// The error of a value outside the range wanted.
  public static func range<Bound>(
    _ path: String, _ found: Bound, _ wanted: some RangeExpression<Bound>
  ) -> SettingError {
    if let wanted = wanted as? PartialRangeFrom<Bound> {
      return SettingError(path, "expected at least \(wanted.lowerBound), found \(found)")
    }
    return SettingError(path, "\(found) is outside \(wanted)")
  }
}
