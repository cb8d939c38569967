extension Network {
  /// The layers in order, for a log.
  public var summary: [LayerSummary] {
    layers.map { named in
      LayerSummary(
        name: named.name, type: named.type, inputShape: named.layer.inputShape,
        outputShape: named.layer.outputShape,
        parameterCount: named.layer.parameters.reduce(0) { $0 + $1.value.count })
    }
  }
}
