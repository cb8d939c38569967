import VectorKernels

extension ProductKernels {
  /// Adds the kernels' values to the points' sums, lane by lane.
  func add(to sums: inout [SIMD8<Double>]) {
    for block in bases.indices {
      let base = bases[block]
      let weight = weights[block]
      for point in constants.indices {
        var exponent = base + constants[point]
        for factor in 0..<factorCount {
          exponent += offsets[block * factorCount + factor] * factors[point * factorCount + factor]
        }
        for place in 0..<placeCount {
          exponent += lookedUp(places[block * placeCount + place], from: point * tableCount)
        }
        sums[point] += exponent.exponential * weight
      }
    }
  }

  @inline(__always)
  private func lookedUp(_ places: SIMD8<Int32>, from start: Int) -> SIMD8<Double> {
    SIMD8(
      tables[start + Int(places[0])], tables[start + Int(places[1])],
      tables[start + Int(places[2])], tables[start + Int(places[3])],
      tables[start + Int(places[4])], tables[start + Int(places[5])],
      tables[start + Int(places[6])], tables[start + Int(places[7])])
  }
}
