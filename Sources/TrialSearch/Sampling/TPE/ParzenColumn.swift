import Foundation
import RandomStreams

/// One dimension of a mixture: a kernel for each observation and, last, the one that covers all.
enum ParzenColumn: Sendable {
  /// Normal distributions cut off at the edges; `logScales` are the logarithms of what they are divided by
  /// for that, and where values are continuous for their widths.
  case numerical(ParzenAxis, means: [Double], sigmas: [Double], logScales: [Double])
  /// An observed choice has the probability (q + 1) / (q choices + 1), the others q / (q choices + 1).
  case categorical(choices: Int, observed: [Int], q: Double)

  /// Kernels over `numbers`, in the order of their variants' numbers.
  init(
    _ distribution: Distribution, _ numbers: [Double], dimensions: Int, _ options: ParzenOptions
  ) {
    switch distribution {
    case .categorical(let choices):
      self = .categorical(
        choices: choices.count, observed: numbers.map { Int($0) },
        q: options.priorWeight / Double(numbers.count + 1))
    case .numerical(let range):
      let axis = ParzenAxis(range)
      let positions = numbers.map(range.scaled)
      let means = positions + [axis.centre]
      let sigmas = axis.sigmas(positions, dimensions: dimensions, options) + [axis.extent]
      self = .numerical(
        axis, means: means, sigmas: sigmas,
        logScales: zip(means, sigmas).map { mean, sigma in
          log(axis.mass(mean: mean, sigma: sigma) * (range.step == nil ? sigma : 1))
            + (range.step == nil ? NormalDistribution.logRootTwoPi : 0)
        })
    }
  }

  /// Adds the logarithm of each kernel at `number` to `sums`.
  func addLogKernels(at number: Double, to sums: inout [Double]) {
    switch self {
    case .categorical(let choices, let observed, let q):
      let total = q * Double(choices) + 1
      let hit = log((q + 1) / total)
      let miss = log(q / total)
      for (index, choice) in observed.enumerated() {
        sums[index] += choice == Int(number) ? hit : miss
      }
      sums[observed.count] -= log(Double(choices))
    case .numerical(let axis, let means, let sigmas, let logScales):
      let interval = axis.interval(of: number)
      for index in means.indices {
        sums[index] +=
          axis.logKernel(interval, mean: means[index], sigma: sigmas[index]) - logScales[index]
      }
    }
  }

  /// A value drawn from one kernel.
  func draw(kernel: Int, _ random: inout RandomStream) -> Double {
    switch self {
    case .categorical(let choices, let observed, let q):
      let total = q * Double(choices) + 1
      if kernel < observed.count, random.uniform() * total < 1 { return Double(observed[kernel]) }
      return Double(random.below(choices))
    case .numerical(let axis, let means, let sigmas, _):
      // A mean lies between the edges and a width is at most their distance: a third of the draws fits.
      while true {
        let position = means[kernel] + sigmas[kernel] * random.normal()
        if position >= axis.lower, position <= axis.upper { return axis.range.number(position) }
      }
    }
  }
}
