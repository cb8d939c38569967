import Kernels

/// x Φ(x), Φ the normal distribution's cumulative function, or its approximation by tanh.
///
/// Settings: `approximate` `none`, or `tanh`.
public struct GELU: ActivationDefinition {
  /// How Φ is computed.
  public enum Approximation: String, CaseIterable, Sendable {
    /// By the error function.
    case none
    /// By tanh.
    case tanh
  }

  let activation: Activation

  /// A layer with PyTorch's arguments.
  public init(approximate: Approximation = .none) {
    activation = approximate == .tanh ? .geluTanh : .gelu
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let name = try settings.string("approximate", default: Approximation.none.rawValue)
    guard let approximation = Approximation(rawValue: name) else {
      throw SettingError(
        "approximate",
        unknownName(name, "approximation", valid: Approximation.allCases.map(\.rawValue)))
    }
    self.init(approximate: approximation)
  }
}
