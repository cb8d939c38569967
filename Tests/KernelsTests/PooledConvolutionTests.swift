import Testing

@testable import Kernels

@Suite struct PooledConvolutionTests {
  @Test(arguments: PooledConvolutionCase.all)
  func itEqualsConvolutionReLUAndPoolingOneAfterTheOther(_ geometry: PooledConvolutionCase) {
    let expected = PooledConvolutionResult(stepByStep: geometry)
    for (input, output) in [
      (MapLayout.channelsFirst, MapLayout.channelsFirst), (.channelsFirst, .channelsLast),
      (.channelsLast, .channelsFirst), (.channelsLast, .channelsLast),
    ] {
      let result = PooledConvolutionResult(geometry, input: input, output: output)
      #expect(result.difference(from: expected) < 1e-5, "\(input) to \(output)")
    }
  }

  @Test(arguments: PooledConvolutionCase.all)
  func theFirstConvolutionOfANetworkNeedsNoGradientOfItsInput(_ geometry: PooledConvolutionCase) {
    // Then its maps' channels are not padded.
    var expected = PooledConvolutionResult(stepByStep: geometry)
    expected.inputGradient = []
    let result = PooledConvolutionResult(
      geometry, input: .channelsFirst, output: .channelsLast, needsInputGradient: false)
    #expect(result.difference(from: expected) < 1e-5)
  }

  @Test(arguments: PooledConvolutionCase.all)
  func threadsDoNotChangeABit(_ geometry: PooledConvolutionCase) {
    let workers = Workers()
    let alone = PooledConvolutionResult(
      geometry, input: .channelsFirst, output: .channelsLast, workers: workers)
    workers.use(threads: 3)
    let shared = PooledConvolutionResult(
      geometry, input: .channelsFirst, output: .channelsLast, workers: workers)
    #expect(shared == alone)
  }

  @Test func changedWeightsAreNoticedAndEqualOnesGiveTheSame() {
    let convolution = PooledConvolution(
      inputChannels: 1, outputChannels: 1, window: Window(input: 4, kernel: 3),
      inputLayout: .channelsFirst, outputLayout: .channelsFirst, needsInputGradient: false)
    let input = FloatBuffer([Float](repeating: 1, count: 16))
    let weight = FloatBuffer([Float](repeating: 1, count: 9))
    func output() -> Float {
      let result = FloatBuffer(count: 1)
      convolution.forward(
        input, weight: weight, bias: nil, into: result, samples: 1, keepsWinners: false)
      return result[0]
    }
    #expect(output() == 9)
    #expect(output() == 9)
    weight[8] = 3
    #expect(output() == 11)
  }

  @Test func nothingIsPooledWhereTheKernelsOutputIsSmallerThanAWindow() {
    let window = Window(input: 3, kernel: 3)
    #expect(!PooledConvolution.supports(window, pooling: Window(input: 1, kernel: 1)))
  }

  @Test func aNumberThatIsNotOneShowsInTheOutput() {
    let convolution = PooledConvolution(
      inputChannels: 1, outputChannels: 1, window: Window(input: 4, kernel: 3),
      inputLayout: .channelsFirst, outputLayout: .channelsFirst, needsInputGradient: false)
    let input = FloatBuffer([Float](repeating: 1, count: 16))
    input[5] = .nan
    let output = FloatBuffer(count: 1)
    convolution.forward(
      input, weight: FloatBuffer([Float](repeating: 1, count: 9)), bias: nil, into: output,
      samples: 1, keepsWinners: false)
    #expect(output[0].isNaN)
  }
}
