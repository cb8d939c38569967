import NamedSettings

/// Layers of which each is fed by the one before: shapes are checked, memory does not exist yet.
public struct LayerChain: Sendable {
  /// The shape of one sample that the first layer gets.
  public let inputShape: [Int]
  /// The shape of one sample that the last layer gives.
  public private(set) var outputShape: [Int]
  private var links: [(name: String, definition: any LayerDefinition, inputShape: [Int])] = []

  /// A chain without layers.
  public init(inputShape: [Int]) {
    self.inputShape = inputShape
    outputShape = inputShape
  }

  /// A model's layers with their names. Throws an error about `input_shape` when they do not fit
  /// it.
  public init(
    inputShape: [Int], _ layers: KeyValuePairs<String, any LayerDefinition>
  ) throws(SettingError) {
    self.init(inputShape: inputShape)
    for (name, definition) in layers {
      do {
        try append(name, definition)
      } catch {
        throw SettingError("input_shape", "\(inputShape) does not suit \(name): \(error.reason)")
      }
    }
  }

  /// Adds a layer. Throws when it does not fit the shape that reaches it.
  public mutating func append(
    _ name: String, _ definition: any LayerDefinition
  ) throws(SettingError) {
    let shape = try definition.outputShape(for: outputShape)
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= Int32.max else {
        throw SettingError("", "\(definition.type)'s output \(shape) has too many elements")
      }
      count = product
    }
    links.append((name, definition, outputShape))
    outputShape = shape
  }

  /// The number of trainable values.
  public var parameterCount: Double {
    links.reduce(0) { $0 + $1.definition.parameterCount(for: $1.inputShape) }
  }

  /// The number of values that the layers give for one sample, all together.
  public var activationCount: Double {
    let outputs = links.dropFirst().map(\.inputShape) + [outputShape]
    return outputs.reduce(0) { $0 + Double($1.reduce(1, *)) }
  }

  /// The layers, with their memory.
  public func layers() throws(SettingError) -> [NamedLayer] {
    var layers: [NamedLayer] = []
    for (name, definition, inputShape) in links {
      let layer = try definition.layer(named: name, inputShape: inputShape)
      layers.append(NamedLayer(name, type: definition.type, layer))
    }
    return layers
  }
}
