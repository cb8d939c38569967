import NamedSettings
import NeuralNetwork
import Testing

struct LayerErrorTests {
  private func error(
    _ type: String, _ args: [String: SettingValue], for inputShape: [Int]
  ) -> String? {
    do {
      _ = try Registries.layers.make(type: type, args: args)
        .layer(named: "it", inputShape: inputShape)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func aKernelLargerThanItsMapIsNamedWithTheShape() {
    #expect(
      error("Conv2d", ["out_channels": .integer(4), "kernel_size": .integer(5)], for: [3, 4, 9])
        == "kernel_size: a 5x5 kernel (padding 0x0, dilation 1x1) does not fit the [3, 4, 9] "
        + "that reaches Conv2d")
    #expect(
      error("AvgPool2d", ["kernel_size": .integer(2)], for: [3, 1, 9])
        == "kernel_size: a 2x2 kernel (padding 0x0, dilation 1x1) does not fit the [3, 1, 9] "
        + "that reaches AvgPool2d")
  }

  @Test(arguments: [
    ("Conv2d", ["out_channels": SettingValue.integer(4), "kernel_size": .integer(1)]),
    ("MaxPool2d", ["kernel_size": .integer(1)]), ("AvgPool2d", ["kernel_size": .integer(1)]),
    ("AdaptiveAvgPool2d", ["output_size": .integer(1)]), ("BatchNorm2d", [:]),
  ])
  func layersOfMapsRefuseOtherShapes(type: String, args: [String: SettingValue]) {
    #expect(
      error(type, args, for: [12])
        == "\(type) needs [channels, rows, columns], but [12] reaches it")
  }

  @Test(arguments: [
    (
      "Conv2d",
      [
        "in_channels": SettingValue.integer(2), "out_channels": .integer(4),
        "kernel_size": .integer(1),
      ], [3, 4, 4], "in_channels: is 2, but [3, 4, 4] reaches Conv2d"
    ),
    (
      "Linear", ["in_features": .integer(2), "out_features": .integer(4)], [3],
      "in_features: is 2, but [3] reaches Linear"
    ),
    (
      "BatchNorm2d", ["num_features": .integer(2)], [3, 4, 4],
      "num_features: is 2, but [3, 4, 4] reaches BatchNorm2d"
    ),
  ])
  func theInputMustBeAsLargeAsItIsSaidToBe(
    type: String, args: [String: SettingValue], inputShape: [Int], message: String
  ) {
    #expect(error(type, args, for: inputShape) == message)
    #expect(error(type, args, for: [2] + inputShape.dropFirst()) == nil)
  }

  @Test func linearRefusesMaps() {
    #expect(
      error("Linear", ["out_features": .integer(2)], for: [64, 6, 6])
        == "Linear needs a flat shape, but [64, 6, 6] reaches it: put Flatten before it"
    )
  }

  @Test func poolingRefusesTooMuchPadding() {
    let args: [String: SettingValue] = [
      "kernel_size": .integer(2), "padding": .array([.integer(1), .integer(2)]),
    ]
    #expect(
      error("MaxPool2d", args, for: [1, 8, 8])
        == "padding: 1x2 is more than half of the 2x2 window")
  }

  @Test func aPoolingWindowThatTouchesOnlyPaddingIsRefused() {
    let args: [String: SettingValue] = [
      "kernel_size": .integer(2), "padding": .integer(2), "dilation": .integer(5),
    ]
    #expect(
      error("MaxPool2d", args, for: [1, 3, 3])
        == "dilation: the window touches only padding somewhere on the [1, 3, 3] "
        + "that reaches MaxPool2d")
  }

  @Test(arguments: [
    ("Conv2d", ["kernel_size": SettingValue.integer(3)], "out_channels: is missing"),
    (
      "Conv2d", ["out_channels": .integer(0), "kernel_size": .integer(3)],
      "out_channels: 0 is outside 1...1048576"
    ),
    ("Conv2d", ["out_channels": .integer(1)], "kernel_size: is missing"),
    (
      "Conv2d", ["out_channels": .integer(1), "kernel_size": .string("3")],
      "kernel_size: expected an integer or a list of two integers, found a string"
    ),
    (
      "MaxPool2d", ["kernel_size": .array([.integer(3), .integer(0)])],
      "kernel_size[1]: 0 is outside 1...1048576"
    ),
    (
      "MaxPool2d", ["kernel_size": .integer(3), "stride": .integer(0)],
      "stride: 0 is outside 1...1048576"
    ),
    (
      "MaxPool2d", ["kernel_sise": .integer(2), "kernel_size": .integer(2)],
      "kernel_sise: unknown key \"kernel_sise\"; did you mean \"kernel_size\"? "
        + "(valid: kernel_size, ceil_mode, return_indices, stride, padding, dilation)"
    ),
    (
      "GELU", ["approximate": .string("tan")],
      "approximate: unknown approximation \"tan\"; did you mean \"tanh\"? (valid: none, tanh)"
    ),
    ("Dropout", ["p": .real(1.5)], "p: 1.5 is outside 0.0...1.0"),
    ("Tanh", ["inplace": .bool(true)], "inplace: unknown key \"inplace\" (valid: none)"),
    (
      "Conv2d", ["out_channel": .integer(4), "kernel_size": .integer(3)],
      "out_channels: is missing; did you mean it by \"out_channel\"?"
    ),
    (
      "Conv2d", ["out_channels": .integer(4), "kernel_size": .integer(3), "groups": .integer(2)],
      "groups: 2 is not supported, only 1: every output channel sees every input channel"
    ),
    (
      "Conv2d",
      [
        "out_channels": .integer(4), "kernel_size": .integer(3), "padding_mode": .string("reflect"),
      ], "padding_mode: \"reflect\" is not supported, only \"zeros\": the padding is zeros"
    ),
    (
      "Conv2d",
      ["out_channels": .integer(4), "kernel_size": .integer(4), "padding": .string("same")],
      "padding: \"same\" pads a 4x4 kernel unequally, which is not supported: use odd sizes"
    ),
    (
      "Conv2d",
      [
        "out_channels": .integer(4), "kernel_size": .integer(3), "stride": .integer(2),
        "padding": .string("same"),
      ], "padding: \"same\" needs a stride of 1"
    ),
    (
      "Conv2d",
      ["out_channels": .integer(4), "kernel_size": .integer(3), "padding": .string("sane")],
      "padding: unknown choice \"sane\"; did you mean \"same\"? (valid: same, valid)"
    ),
    (
      "Flatten", ["start_dim": .integer(0)],
      "start_dim: 0 is not supported, only 1: all of a sample becomes flat"
    ),
    (
      "Flatten", ["end_dim": .integer(2)],
      "end_dim: 2 is not supported, only -1: all of a sample becomes flat"
    ),
    (
      "MaxPool2d", ["kernel_size": .integer(2), "ceil_mode": .bool(true)],
      "ceil_mode: true is not supported, only false: sizes round down"
    ),
    (
      "MaxPool2d", ["kernel_size": .integer(2), "return_indices": .bool(true)],
      "return_indices: true is not supported, only false: the next layer gets the maxima alone"
    ),
    (
      "AvgPool2d", ["kernel_size": .integer(2), "divisor_override": .integer(3)],
      "divisor_override: 3 is not supported, only null: the mean is over the window's elements"
    ),
    ("AdaptiveAvgPool2d", [:], "output_size: is missing"),
    (
      "AdaptiveAvgPool2d", ["output_size": .array([.null, .integer(0)])],
      "output_size[1]: 0 is outside 1...1048576"
    ),
    (
      "BatchNorm2d", ["track_running_stats": .bool(false)],
      "track_running_stats: false is not supported, only true: evaluation goes by the running"
        + " statistics"
    ),
    (
      "BatchNorm2d", ["momentum": .null],
      "momentum: null, the mean over all batches, is not supported: give a number"
    ),
  ])
  func unfitSettingsAreNamed(type: String, args: [String: SettingValue], message: String) {
    #expect(error(type, args, for: [1, 8, 8]) == "args.\(message)")
  }
}
