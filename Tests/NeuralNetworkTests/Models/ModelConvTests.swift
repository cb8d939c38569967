import NamedSettings
import NeuralNetwork
import Testing

struct ModelConvTests {
  @Test func parametersHavePyTorchsNamesShapesAndCount() throws {
    let network = try Network(ModelConv(inputShape: [3, 32, 32], parameterCount: 2))
    let shapes: KeyValuePairs = [
      "conv1.weight": [32, 3, 3, 3], "conv1.bias": [32], "conv2.weight": [64, 32, 3, 3],
      "conv2.bias": [64], "fc1.weight": [64, 2304], "fc1.bias": [64], "fc2.weight": [2, 64],
      "fc2.bias": [2],
    ]
    #expect(network.parameters.map(\.name) == shapes.map(\.key))
    #expect(network.parameters.map(\.parameter.shape) == shapes.map(\.value))
    #expect(network.parameterCount == 167_042)
    #expect(network.stateDictionary.map(\.name) == shapes.map(\.key))
  }

  @Test func mapsThatAreTooSmallAreAnErrorAboutTheInputShape() {
    #expect(
      throws: SettingError(
        "input_shape",
        "[3, 9, 32] does not suit pool2: a 2x2 kernel (padding 0x0, dilation 1x1) does not fit the "
          + "[64, 1, 13] that reaches MaxPool2d")
    ) {
      try ModelConv(inputShape: [3, 9, 32], parameterCount: 2)
    }
  }
}
