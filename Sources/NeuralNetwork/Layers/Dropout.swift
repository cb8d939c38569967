import NamedSettings

/// In training, each element is dropped with a probability and the others are scaled up to keep the
/// mean.
///
/// Settings: `p` 0.5, and `inplace`, which changes nothing. Source: Srivastava et al., JMLR 15, 2014.
public struct Dropout: LayerDefinition {
  let probability: Double

  /// A dropout with PyTorch's arguments; `probability` is in 0...1.
  public init(probability: Double = 0.5) {
    precondition((0...1).contains(probability), "\(probability) is not a probability")
    self.probability = probability
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    try settings.skipInplace()
    self.init(probability: try settings.real("p", default: 0.5, in: 0...1))
  }

  /// The shape of the input.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] { inputShape }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    DropoutLayer(inputShape: inputShape, probability: probability)
  }
}
