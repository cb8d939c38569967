import RandomStreams

/// A distribution for the initial weights of Linear layers; other layers keep PyTorch's default.
public protocol Initializer: Sendable {
  /// Draws a Linear layer's `weight`, `[out, in]`, and `bias`, `[out]`.
  func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream)
}
