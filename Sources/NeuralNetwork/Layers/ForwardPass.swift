import RandomStreams

/// What a forward pass is for.
public enum ForwardPass: Sendable {
  /// A training step: dropout drops, batch normalisation learns. The key tells the draws.
  ///
  /// The trainer gives a network a key of purpose `dropout` for the batch; the network gives each
  /// layer one of its own.
  case training(RandomKey)
  /// Evaluation: the same input always gives the same output.
  case evaluation

  /// The pass as the layer at `position` sees it: no two layers share draws.
  func layer(_ position: Int) -> ForwardPass {
    guard case .training(var key) = self else { return self }
    key.index = UInt32(position)
    return .training(key)
  }
}
