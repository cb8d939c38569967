import NamedSettings
import NeuralNetwork
import Testing

struct LossTests {
  struct Case: Decodable {
    let name: String
    let shape: [Int]
    let output: [Float]
    let targetShape: [Int]
    let target: [Float]
    let values: [Double]
    let gradient: [Float]
  }

  struct Cases: Decodable { let losses: [Case] }

  @Test func valuesAndGradientsAreThoseOfPyTorch() throws {
    let cases = try Fixture.decode(Cases.self, "losses.json").losses
    #expect(Set(cases.map(\.name)) == Set(Registries.losses.names))
    for expected in cases {
      let loss = try Registries.losses.make(type: expected.name)
      let output = Tensor(shape: expected.shape, values: expected.output)
      let target = Tensor(shape: expected.targetShape, values: expected.target)
      #expect(loss.labelCount(outputs: expected.shape[1]) == expected.values.count)

      let gradient = Tensor(shape: expected.shape)
      var values = expected.values.map { _ in Double.nan }
      loss.batch(output: output, target: target, gradient: gradient, into: &values)
      var sums = expected.values.map { _ in 0.0 }
      loss.accumulate(output: output, target: target, into: &sums)
      for (label, value) in expected.values.enumerated() {
        #expect(isClose(values[label], value, relative: 1e-6), "\(expected.name)")
        #expect(
          isClose(
            loss.value(sum: sums[label], samples: expected.shape[0]), value, relative: 1e-6),
          "\(expected.name)")
      }
      // In the middle of softmax PyTorch's single precision leaves 6e-8 of 1.
      for (value, wanted) in zip(gradient.array, expected.gradient) {
        #expect(abs(value - wanted) <= 1e-5 * abs(wanted) + 6e-8, "\(expected.name)")
      }
    }
  }

  @Test func theRootMeanSquareOfAPassIsNotTheMeanOfBatches() {
    let loss = LossRMSE()
    var sums = [0.0]
    let zero = Tensor(shape: [1, 1])
    loss.accumulate(output: zero, target: zero, into: &sums)
    loss.accumulate(output: zero, target: Tensor(shape: [1, 1], values: [2]), into: &sums)
    #expect(loss.value(sum: sums[0], samples: 2) == 2.0.squareRoot())
  }

  @Test func aPerfectFitHasAFiniteGradient() {
    let gradient = Tensor(shape: [2, 1], values: [7, 7])
    let output = Tensor(shape: [2, 1], values: [3, 4])
    var values = [1.0]
    LossRMSE().batch(output: output, target: output, gradient: gradient, into: &values)
    #expect(values == [0])
    #expect(gradient.array == [0, 0])
  }

  @Test func labelsThatAreNoClassAreRefused() throws {
    let loss = LossNLL()
    for label in [0.0, 1, 2] { try loss.check(label: label, outputs: 3) }
    for label in [-1, 0.5, 3, .nan, .infinity] {
      let error = #expect(throws: SettingError.self) { try loss.check(label: label, outputs: 3) }
      #expect(error?.description == "\(label) is not the index of a class, 0 to 2")
    }
    try LossMSE().check(label: -0.5, outputs: 1)
  }
}
