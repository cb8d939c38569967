/// An architecture: what a configuration's `arch` describes, before its memory exists.
public protocol ModelDefinition: Sendable {
  /// The layers, from `[channels, rows, columns]` to a flat output.
  var chain: LayerChain { get }
}

extension ModelDefinition {
  /// The shape of one sample at the input: `[channels, rows, columns]`.
  public var inputShape: [Int] { chain.inputShape }

  /// The number of output parameters.
  public var outputCount: Int {
    precondition(
      chain.outputShape.count == 1, "\(Self.self) must end with a flat shape: \(chain.outputShape)")
    return chain.outputShape[0]
  }
}
