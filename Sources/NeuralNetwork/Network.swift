import Kernels
import NamedSettings
import RandomStreams

/// A model with its memory: it computes outputs, and the gradients of a loss by every parameter.
///
/// It is used by one thread at a time.
public final class Network {
  /// What the network was made from.
  public let definition: any ModelDefinition
  /// The layers in the order in which data passes them.
  public let layers: [NamedLayer]
  /// The parameters by their names in a state dictionary, such as `conv1.weight`, in PyTorch's
  /// order.
  public let parameters: [(name: String, parameter: Parameter)]
  /// The number of trainable values.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.parameter.value.count } }

  /// Whether a training pass gives the outputs that an evaluation gives.
  public let trainsAsItEvaluates: Bool
  /// The outputs of the latest `forward`; nil before the first.
  public private(set) var output: Tensor?

  private let steps: [NetworkStep]
  /// The input of each step in the latest `forward`.
  private var inputs: [Tensor] = []
  /// The first step with parameters: gradients need not go further back.
  private let firstTrained: Int

  /// Makes the model's layers, with all parameters zero.
  public init(_ definition: any ModelDefinition) throws(SettingError) {
    self.definition = definition
    layers = try definition.chain.layers()
    parameters = layers.flatMap { $0.layer.parameters }.map { ($0.name, $0) }
    steps = NetworkStep.steps(layers)
    trainsAsItEvaluates = layers.allSatisfy(\.layer.trainsAsItEvaluates)
    firstTrained = steps.firstIndex { $0.isTrained } ?? steps.count
    inputs.reserveCapacity(steps.count)
  }

  /// Sets every layer to PyTorch's default, then the Linear layers by `initializer`.
  ///
  /// `key` is of purpose `weights`; each layer draws from its own stream, whose index is its
  /// position.
  public func initialize(_ initializer: any Initializer, key: RandomKey) {
    for (position, named) in layers.enumerated() {
      var layerKey = key
      layerKey.index = UInt32(position)
      var random = RandomStream(layerKey)
      named.layer.resetParameters(&random)
      if let linear = named.layer as? LinearLayer {
        initializer.initialize(weight: linear.weight, bias: linear.bias, &random)
      }
    }
  }

  /// The outputs `[samples, outputs]` for `input`, `[samples] + definition.inputShape`: valid until
  /// the next call.
  public func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    precondition(
      input.shape.dropFirst().elementsEqual(definition.inputShape),
      "a batch of \(definition.inputShape), not \(input.shape)")
    inputs.removeAll(keepingCapacity: true)
    var output = input
    for step in steps {
      inputs.append(output)
      output = step.layer.forward(output, pass.layer(step.position))
    }
    self.output = output
    return output
  }

  /// Sets every parameter's gradient, given the loss's gradient by the outputs of the latest
  /// `forward`.
  public func backward(_ outputGradient: Tensor) {
    precondition(inputs.count == steps.count, "backward follows forward")
    var gradient = outputGradient
    for index in (firstTrained..<steps.count).reversed() {
      let inputGradient = steps[index].layer.backward(
        gradient, input: inputs[index], needsInputGradient: index > firstTrained)
      if let inputGradient { gradient = inputGradient }
    }
  }
}
