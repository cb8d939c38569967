import Foundation
import NamedSettings

/// Layers of which each is fed by the one before: shapes are checked, memory does not exist yet.
public struct LayerChain: Sendable {
  /// The shape of one sample that the first layer gets.
  public let inputShape: [Int]
  /// The shape of one sample that the last layer gives.
  public private(set) var outputShape: [Int]
  /// The number of trainable values.
  public private(set) var parameterCount = 0
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
    _ = try Self.count(shape, "output", of: definition)
    var parameters = parameterCount
    for parameter in try definition.parameterShapes(for: outputShape) {
      parameters += try Self.count(parameter, "parameter", of: definition)
    }
    guard parameters <= Int32.max else {
      throw SettingError(
        "", "with \(definition.type) the model has \(parameters) parameters, more than \(Int32.max)"
      )
    }
    parameterCount = parameters
    links.append((name, definition, outputShape))
    outputShape = shape
  }

  /// The number of elements of a shape. Throws when no 32-bit integer can index them.
  private static func count(
    _ shape: [Int], _ what: String, of definition: any LayerDefinition
  ) throws(SettingError) -> Int {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= Int32.max else {
        throw SettingError("", "\(definition.type)'s \(what) \(shape) has too many elements")
      }
      count = product
    }
    return count
  }

  /// The number of values that the layers give for one sample, all together.
  public var activationCount: Double {
    let outputs = links.dropFirst().map(\.inputShape) + [outputShape]
    return outputs.reduce(0) { $0 + Double($1.reduce(1, *)) }
  }

  /// The values that the convolutions unfold of one sample, all together.
  public var unfoldedCount: Double {
    links.reduce(0) { sum, link in
      guard let weight = try? link.definition.parameterShapes(for: link.inputShape).first,
        weight.count == 4, let output = try? link.definition.outputShape(for: link.inputShape)
      else { return sum }
      return sum + Double((weight + output).dropFirst().reduce(1, *)) / Double(output[0])
    }
  }

  /// The name and type of the first layer that cannot learn from a batch of `samples`, if any.
  public func layerNeedingBatches(ofMoreThan samples: Int) -> String? {
    links.first { $0.definition.smallestBatch(of: $0.inputShape) > samples }
      .map { "\($0.definition.type) \($0.name), which \($0.inputShape) reaches," }
  }

  /// The layers, with their memory. Throws when the parameters and their gradients take more than
  /// `memory` bytes, by default all that the machine has.
  public func layers(
    memory: UInt64 = ProcessInfo.processInfo.physicalMemory
  ) throws(SettingError) -> [NamedLayer] {
    let bytes = 2 * MemoryLayout<Float>.size * parameterCount
    guard UInt64(bytes) <= memory else {
      throw SettingError(
        "",
        "the model's \(parameterCount) parameters and their gradients take \(bytes) of \(memory)"
          + " bytes of memory")
    }
    var layers: [NamedLayer] = []
    for (name, definition, inputShape) in links {
      let layer = try definition.layer(named: name, inputShape: inputShape)
      layers.append(NamedLayer(name, type: definition.type, layer))
    }
    return layers
  }
}
