import NamedSettings

/// An architecture that a configuration spells out, as PyTorch's `nn.Sequential`.
///
/// Settings: `input_shape`, `[channels, rows, columns]`; `layers`, a list of `{"type": ..., "args":
/// {...}}` with PyTorch's names, arguments and defaults, whose last output is flat; optionally
/// `num_parameters`, the number of outputs, which must then be that of the last layer. Parameters
/// are named `0.weight` and so on.
public struct ModelSequential: ModelDefinition {
  /// The layers.
  public let chain: LayerChain

  /// Reads a configuration's settings. Throws also when a layer does not fit the shape that reaches
  /// it.
  public init(_ settings: inout Settings) throws(SettingError) {
    var chain = LayerChain(inputShape: try settings.inputShape())
    for (index, value) in try settings.array("layers").enumerated() {
      do {
        try chain.append("\(index)", described: value)
      } catch {
        throw error.prefixed("layers[\(index)]")
      }
    }
    guard let count = chain.outputShape.first, chain.outputShape.count == 1 else {
      throw SettingError(
        "layers",
        "must end with a flat shape, but end with \(chain.outputShape): add Flatten or Linear")
    }
    self.chain = chain
    let wanted = try settings.outputCount(default: count)
    guard wanted == count else {
      throw SettingError("num_parameters", "\(wanted), but the layers end with \(count) outputs")
    }
  }
}

extension LayerChain {
  /// Adds the layer that a configuration describes by `type` and `args`.
  fileprivate mutating func append(
    _ name: String, described value: SettingValue
  ) throws(SettingError) {
    guard case .object(let members) = value else { throw .kind("", "an object", value) }
    var settings = Settings(members)
    let type = try settings.string("type")
    let args = try settings.object("args", default: [:])
    try settings.finish()
    let definition = try Registries.layers.make(type: type, args: args)
    do {
      try append(name, definition)
    } catch {
      throw error.path.isEmpty ? error : error.prefixed("args")
    }
  }
}
