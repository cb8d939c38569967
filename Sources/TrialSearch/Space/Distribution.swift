import NamedSettings

/// The values that one key of a configuration may take in a search. Names and meaning are Optuna's.
public enum Distribution: Sendable, Equatable {
  /// Numbers of a range.
  case numerical(NumericalRange)
  /// One of several values of any kind.
  case categorical([SettingValue])

  /// Reads `{"type": "float", "low", "high", "log": false, "step": null}`, `{"type": "int", "low",
  /// "high", "log": false, "step": 1}` or `{"type": "categorical", "choices": [...]}`.
  public init(_ description: SettingValue) throws(SettingError) {
    guard case .object(let members) = description else {
      throw .kind(
        "", "an object such as {\"type\": \"float\", \"low\": 0, \"high\": 1}", description)
    }
    var settings = Settings(members)
    let type = try settings.string("type")
    switch type {
    case "float": self = .numerical(try NumericalRange(float: &settings))
    case "int": self = .numerical(try NumericalRange(int: &settings))
    case "categorical": self = .categorical(try Self.choices(&settings))
    default:
      throw SettingError(
        "type", unknownName(type, "distribution", valid: ["float", "int", "categorical"]))
    }
    try settings.finish()
  }

  private static func choices(_ settings: inout Settings) throws(SettingError) -> [SettingValue] {
    guard let value = settings.value("choices") else { throw SettingError("choices", "is missing") }
    guard case .array(let choices) = value else { throw .kind("choices", "a list", value) }
    guard !choices.isEmpty else { throw SettingError("choices", "needs at least one value") }
    var seen: Set<SettingValue> = []
    for (index, choice) in choices.enumerated() where !seen.insert(choice).inserted {
      throw SettingError("choices[\(index)]", "\(choice) is listed twice")
    }
    return choices
  }

  /// What the configuration holds for a point's number.
  public func value(_ number: Double) -> SettingValue {
    switch self {
    case .numerical(let range): range.isInteger ? .integer(Int(number)) : .number(number)
    case .categorical(let choices): choices[Int(number)]
    }
  }

  /// Whether a point may hold `number` in this dimension.
  public func contains(_ number: Double) -> Bool {
    switch self {
    case .numerical(let range): range.contains(number)
    case .categorical(let choices): Int(exactly: number).map(choices.indices.contains) ?? false
    }
  }

  /// How many values there are; nil for a continuous range.
  public var valueCount: Int? {
    switch self {
    case .numerical(let range): range.valueCount
    case .categorical(let choices): choices.count
    }
  }

  /// Whether there is but one value.
  public var isSingle: Bool { valueCount == 1 }

  /// The numbers to try a configuration with before a search: both ends of a range, every choice.
  public var extremes: [Double] {
    switch self {
    case .numerical(let range): isSingle ? [range.low] : [range.low, range.high]
    case .categorical(let choices): choices.indices.map(Double.init)
    }
  }
}
