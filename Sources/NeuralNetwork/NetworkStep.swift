import Kernels

/// One step of a network's passes: a layer, or several that are computed as one.
struct NetworkStep {
  /// The position of the step's first layer.
  let position: Int
  /// What computes it; it shares the layers' parameters.
  let layer: any Layer
  /// Whether any of it has parameters.
  var isTrained: Bool { !layer.parameters.isEmpty }

  /// The steps of a network of `layers`: a convolution, a ReLU and a 2x2 pooling become one wherever
  /// there is a kernel for them, and pass maps on with the channels last.
  static func steps(_ layers: [NamedLayer]) -> [NetworkStep] {
    let firstTrained = layers.firstIndex { !$0.layer.parameters.isEmpty } ?? layers.count
    var steps: [NetworkStep] = []
    var position = 0
    var layout = MapLayout.channelsFirst
    while position < layers.count {
      guard let convolution = pooledConvolution(layers, at: position) else {
        steps.append(NetworkStep(position: position, layer: layers[position].layer))
        position += 1
        continue
      }
      let isFollowed = pooledConvolution(layers, at: position + 3) != nil
      let outputLayout = isFollowed ? MapLayout.channelsLast : .channelsFirst
      steps.append(
        NetworkStep(
          position: position,
          layer: convolution.pooled(
            inputLayout: layout, outputLayout: outputLayout,
            needsInputGradient: position > firstTrained)))
      layout = outputLayout
      position += 3
    }
    return steps
  }

  /// The convolution at a position if it can be one step with the two layers that follow.
  private static func pooledConvolution(
    _ layers: [NamedLayer], at position: Int
  ) -> Conv2dLayer? {
    guard position + 2 < layers.count,
      let convolution = layers[position].layer as? Conv2dLayer,
      let activation = layers[position + 1].layer as? ActivationLayer,
      activation.activation is ReLU,
      let pooling = layers[position + 2].layer as? MaxPool2dLayer,
      PooledConvolution.supports(convolution.window, pooling: pooling.window)
    else { return nil }
    return convolution
  }
}
