import Foundation
import NamedSettings

/// The numbers from `low` to `high`, both included: all, the whole ones, or those at `step` from `low`.
public struct NumericalRange: Sendable, Equatable {
  /// The smallest value.
  public let low: Double
  /// The largest value: with a step the largest that can be reached from `low`.
  public let high: Double
  /// Whether values are drawn and compared by their logarithms.
  public let isLogarithmic: Bool
  /// The distance of neighbouring values; nil for all numbers between the ends.
  public let step: Double?
  /// Whether the values are integers.
  public let isInteger: Bool

  /// Reads a float's `low`, `high`, `log` and `step`.
  init(float settings: inout Settings) throws(SettingError) {
    low = try settings.real("low")
    let high = try settings.real("high")
    isLogarithmic = try settings.bool("log", default: false)
    isInteger = false
    switch settings.value("step") {
    case nil, .null: step = nil
    case .some(let value):
      guard let real = value.asReal else { throw .kind("step", "a number", value) }
      step = real
    }
    self.high = Self.reachable(high, from: low, by: step)
    try validate(high, positive: low > 0, withoutStep: step == nil)
  }

  /// Reads an int's `low`, `high`, `log` and `step`.
  init(int settings: inout Settings) throws(SettingError) {
    // Beyond 2^53 a Double skips integers.
    let exact = -(1 << 53)...(1 << 53)
    low = Double(try settings.integer("low", in: exact))
    let high = Double(try settings.integer("high", in: exact))
    isLogarithmic = try settings.bool("log", default: false)
    let step = Double(try settings.integer("step", default: 1, in: 1...(1 << 53)))
    self.step = step
    isInteger = true
    self.high = Self.reachable(high, from: low, by: step)
    try validate(high, positive: low >= 1, withoutStep: step == 1)
  }

  private static func reachable(_ high: Double, from low: Double, by step: Double?) -> Double {
    guard let step, step > 0, high >= low else { return high }
    // Steps such as 0.1 have no exact representation: a billionth of one is let go.
    return min(high, low + ((high - low) / step + 1e-9).rounded(.down) * step)
  }

  private func validate(_ high: Double, positive: Bool, withoutStep: Bool) throws(SettingError) {
    guard low <= high else { throw SettingError("high", "\(high) is below low, \(low)") }
    guard (high - low).isFinite else { throw SettingError("high", "is too far from low") }
    if let step, !(step > 0 && step.isFinite) {
      throw SettingError("step", "expected more than 0, found \(step)")
    }
    if let step, (high - low) / step > 0x1p53 {
      throw SettingError(
        "step",
        "\(SettingValue.number(step)) divides the range into more values than can be told apart")
    }
    if let step, low < high, self.high == low {
      throw SettingError(
        "step",
        "\(SettingValue.number(step)) is larger than the range, so that low would be its only value;"
          + " give a step of at most \(SettingValue.number(high - low)), or none")
    }
    guard isLogarithmic else { return }
    guard positive else {
      throw SettingError("low", "must be above 0 on a logarithmic scale, found \(low)")
    }
    guard withoutStep else { throw SettingError("step", "goes only with a linear scale") }
  }

  /// Whether `number` is one of the values.
  public func contains(_ number: Double) -> Bool {
    guard number >= low, number <= high else { return false }
    guard let step else { return true }
    if isInteger {
      return number.rounded() == number && (number - low).remainder(dividingBy: step) == 0
    }
    let steps = (number - low) / step
    return abs(steps - steps.rounded()) < 1e-8
  }

  /// How many values there are; nil when they are continuous.
  public var valueCount: Int? {
    if low == high { return 1 }
    guard let step else { return nil }
    return Int(exactly: ((high - low) / step).rounded()).map { $0 + 1 }
  }
}
