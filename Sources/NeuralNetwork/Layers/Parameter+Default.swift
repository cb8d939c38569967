import RandomStreams

extension Parameter {
  /// Draws from U(-1/sqrt(fanIn), 1/sqrt(fanIn)): PyTorch's default for Conv2d and Linear, weight
  /// and bias.
  ///
  /// Source: `reset_parameters` of `torch.nn.Linear`, after LeCun et al., "Efficient BackProp",
  /// 1998.
  func drawDefault(fanIn: Int, _ random: inout RandomStream) {
    let bound = 1 / Double(fanIn).squareRoot()
    for index in 0..<value.count { value[index] = Float((2 * random.uniform() - 1) * bound) }
  }
}
