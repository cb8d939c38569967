extension Window {
  /// The geometry along one dimension.
  struct Axis: Hashable, Sendable {
    let input: Int
    let kernel: Int
    let stride: Int
    let padding: Int
    let dilation: Int
    /// The number of positions of the kernel.
    let outputs: Int

    init(input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int) {
      self.input = input
      self.kernel = kernel
      self.stride = stride
      self.padding = padding
      self.dilation = dilation
      let room = input + 2 * padding - dilation * (kernel - 1) - 1
      outputs = room < 0 ? 0 : room / stride + 1
    }

    /// The input element under tap `tap` at `output`; outside `0..<input` where padding lies.
    func source(_ output: Int, tap: Int) -> Int { output * stride - padding + tap * dilation }

    /// The outputs at which tap `tap` lies on the map rather than on padding.
    func outputs(tap: Int) -> Range<Int> {
      let offset = padding - tap * dilation
      let lower = min(max(0, ceilingQuotient(offset)), outputs)
      return lower..<min(max(lower, ceilingQuotient(offset + input)), outputs)
    }

    /// The taps that lie on the map at `output`.
    func taps(_ output: Int) -> Range<Int> {
      let start = source(output, tap: 0)
      let lower = start >= 0 ? 0 : min((-start + dilation - 1) / dilation, kernel)
      let upper = start >= input ? 0 : min((input - start + dilation - 1) / dilation, kernel)
      return lower..<max(lower, upper)
    }

    /// By output element, the input elements that an undilated kernel covers there.
    var spans: [Range<Int>] {
      (0..<outputs).map { output in
        let taps = taps(output)
        return source(output, tap: taps.lowerBound)..<source(output, tap: taps.upperBound)
      }
    }

    /// `dividend` by the stride, rounded up; negative dividends give at most 0.
    private func ceilingQuotient(_ dividend: Int) -> Int {
      dividend <= 0 ? 0 : (dividend + stride - 1) / stride
    }
  }
}
