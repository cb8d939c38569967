import RandomStreams

extension SearchProblem {
  /// A uniformly random point, the number's own.
  func randomPoint(_ number: Int) -> [Double] {
    space.dimensions.enumerated().map { index, dimension in
      var random = RandomStream(
        RandomKey(seed: seed, trial: UInt64(number), purpose: .sampling, index: UInt32(index)))
      return dimension.distribution.quantile(random.uniform())
    }
  }
}
