import NamedSettings
import NeuralNetwork
import Testing

struct ModelSequentialTests {
  private static let valid: [SettingValue] = [
    .object([
      "type": .string("Conv2d"),
      "args": .object(["out_channels": .integer(4), "kernel_size": .integer(3)]),
    ]),
    .object(["type": .string("MaxPool2d"), "args": .object(["kernel_size": .integer(2)])]),
    .object(["type": .string("Flatten")]),
    .object(["type": .string("Linear"), "args": .object(["out_features": .integer(2)])]),
  ]

  private func model(
    _ layers: [SettingValue], _ more: [String: SettingValue] = [:]
  ) throws(SettingError) -> any ModelDefinition {
    let args: [String: SettingValue] = [
      "input_shape": .array([.integer(1), .integer(7), .integer(5)]), "layers": .array(layers),
    ]
    return try Registries.models.make(
      type: "ModelSequential", args: args.merging(more) { $1 })
  }

  @Test func theSummaryGivesEveryLayersShapes() throws {
    let model = try model(Self.valid, ["num_parameters": .integer(2)])
    #expect(model.outputCount == 2)
    let summary = try Network(model).summary.map {
      "\($0.name) \($0.type) \($0.inputShape) \($0.outputShape) \($0.parameterCount)"
    }
    #expect(
      summary == [
        "0 Conv2d [1, 7, 5] [4, 5, 3] 40", "1 MaxPool2d [4, 5, 3] [4, 2, 1] 0",
        "2 Flatten [4, 2, 1] [8] 0", "3 Linear [8] [2] 18",
      ])
  }

  @Test func parametersAreNamedAsInPyTorchsSequential() throws {
    let names = try Network(model(Self.valid)).parameters.map(\.name)
    #expect(names == ["0.weight", "0.bias", "3.weight", "3.bias"])
  }

  @Test func mistakesAreNamedByTheirPlaceInTheList() {
    func message(
      _ layers: [SettingValue], _ more: [String: SettingValue] = [:]
    ) -> String? {
      do {
        _ = try model(layers, more)
        return nil
      } catch {
        return "\(error)"
      }
    }
    let bigKernel = SettingValue.object([
      "type": .string("MaxPool2d"), "args": .object(["kernel_size": .integer(3)]),
    ])
    let noKernel = SettingValue.object(["type": .string("MaxPool2d")])
    let linear = Self.valid[3]
    #expect(
      message([Self.valid[0], Self.valid[1], bigKernel])
        == "args.layers[2].args.kernel_size: a 3x3 kernel (padding 0x0, dilation 1x1) does not fit "
        + "the [4, 2, 1] that reaches MaxPool2d")
    #expect(message([noKernel]) == "args.layers[0].args.kernel_size: is missing")
    #expect(
      message([linear])
        == "args.layers[0]: Linear needs a flat shape, but [1, 7, 5] reaches it: "
        + "put Flatten before it")
    #expect(
      message([.object(["type": .string("Conv3d")])])?.hasPrefix(
        "args.layers[0].type: unknown layer \"Conv3d\"; did you mean \"Conv2d\"?") == true)
    #expect(
      message([.object(["typ": .string("ReLU")])])
        == "args.layers[0].type: is missing; did you mean it by \"typ\"?")
    #expect(message([.integer(3)]) == "args.layers[0]: expected an object, found an integer")
    #expect(
      message([Self.valid[0]])
        == "args.layers: must end with a flat shape, but end with [4, 5, 3]: add Flatten or Linear")
    #expect(
      message(Self.valid, ["num_parameters": .integer(3)])
        == "args.num_parameters: 3, but the layers end with 2 outputs")
    #expect(
      message(Self.valid, ["input_shape": .array([.integer(1), .integer(7)])])
        == "args.input_shape: expected [channels, rows, columns], found [1, 7]")
    #expect(
      message(Self.valid, ["input_shape": .array([.integer(1), .integer(0), .integer(5)])])
        == "args.input_shape[1]: 0 is outside 1...1048576")
  }

  @Test func aLayerBeyondAllMemoryIsRefused() {
    let padding = SettingValue.object([
      "type": .string("Conv2d"),
      "args": .object([
        "out_channels": .integer(1_048_576), "kernel_size": .integer(1),
        "padding": .integer(1_048_576),
      ]),
    ])
    #expect(
      throws: SettingError(
        "args.layers[0]",
        "Conv2d's output [1048576, 2097159, 2097157] has too many elements")
    ) {
      try model([padding])
    }
  }

  @Test func parametersBeyondAllMemoryAreRefused() {
    func linear(_ count: Int) -> SettingValue {
      .object(["type": .string("Linear"), "args": .object(["out_features": .integer(count)])])
    }
    let flatten = Self.valid[2]
    #expect(
      throws: SettingError(
        "args.layers[2]", "Linear's parameter [100000, 100000] has too many elements")
    ) {
      try model([flatten, linear(100_000), linear(100_000), linear(2)])
    }
    let wide = (0..<3).map { _ in linear(40_000) }
    #expect(
      throws: SettingError(
        "args.layers[3]",
        "with Linear the model has 3201520000 parameters, more than 2147483647")
    ) {
      try model([flatten] + wide + [linear(2)])
    }
  }

  @Test func parametersBeyondTheMachinesMemoryAreRefused() throws {
    let model = try model(Self.valid)
    #expect(try model.chain.layers(memory: 8 * 58).count == 4)
    #expect(
      throws: SettingError(
        "", "the model's 58 parameters and their gradients take 464 of 463 bytes of memory")
    ) {
      try model.chain.layers(memory: 8 * 58 - 1)
    }
  }

  @Test func parametersAreCountedBeforeTheyExist() throws {
    let batchNormalization = SettingValue.object(["type": .string("BatchNorm2d")])
    let model = try model([batchNormalization] + Self.valid)
    #expect(model.chain.parameterCount == 2 + 40 + 18)
    #expect(try Network(model).parameterCount == model.chain.parameterCount)
  }

  @Test func argumentsThatSayPyTorchsDefaultsChangeNothing() throws {
    func layer(_ type: String, _ args: [String: SettingValue]) -> SettingValue {
      .object(["type": .string(type), "args": .object(args)])
    }
    let size: SettingValue = .integer(2)
    let spelled = try model([
      layer(
        "Conv2d",
        [
          "in_channels": .integer(1), "out_channels": .integer(4), "kernel_size": .integer(3),
          "padding": .string("same"), "groups": .real(1), "padding_mode": .string("zeros"),
        ]),
      layer("BatchNorm2d", ["num_features": .integer(4), "track_running_stats": .bool(true)]),
      layer("ReLU", ["inplace": .bool(true)]), layer("LeakyReLU", ["inplace": .bool(false)]),
      layer(
        "MaxPool2d",
        [
          "kernel_size": size, "stride": .null, "ceil_mode": .bool(false),
          "return_indices": .bool(false),
        ]),
      layer(
        "AvgPool2d",
        [
          "kernel_size": .integer(1), "stride": .null, "ceil_mode": .bool(false),
          "divisor_override": .null, "count_include_pad": .bool(true),
        ]),
      layer("AdaptiveAvgPool2d", ["output_size": .array([.null, .integer(1)])]),
      layer(
        "Conv2d",
        [
          "out_channels": .integer(2), "kernel_size": .array([.integer(2), .integer(1)]),
          "padding": .string("valid"),
        ]),
      layer("Dropout", ["inplace": .bool(true)]),
      layer("Flatten", ["start_dim": .integer(1), "end_dim": .integer(-1)]),
      layer("Linear", ["in_features": .integer(4), "out_features": .integer(2)]),
    ])
    // The shapes that PyTorch 2.13 gives for the same layers.
    let shapes = try Network(spelled).summary.map(\.outputShape)
    #expect(
      shapes == [
        [4, 7, 5], [4, 7, 5], [4, 7, 5], [4, 7, 5], [4, 3, 2], [4, 3, 2], [4, 3, 1],
        [2, 2, 1], [2, 2, 1], [4], [2],
      ])
  }
}
