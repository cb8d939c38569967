/// What a forward pass is for.
public enum ForwardPass: Sendable {
  /// A training step: dropout drops, batch normalisation learns. The key tells the draws.
  ///
  /// The trainer gives a network a key of purpose `dropout` whose `index` is the batch's number in
  /// its epoch; the network gives each layer a key of its own.
  case training(RandomKey)
  /// Evaluation: the same input always gives the same output.
  case evaluation

  /// The pass as the layer at `position` of `count` layers sees it: no two layers or batches share
  /// draws.
  func layer(_ position: Int, of count: Int) -> ForwardPass {
    guard case .training(var key) = self else { return self }
    key.index = key.index &* UInt32(count) &+ UInt32(position)
    return .training(key)
  }
}
