import VectorKernels

/// A step of Adam on a vector of elements.
struct AdamUpdate {
  private let step: AdamStep

  init(_ step: AdamStep) { self.step = step }

  /// Changes the values and their running means and squares.
  @inline(__always)
  func callAsFunction(
    _ value: inout Vector, _ mean: inout Vector, _ square: inout Vector, gradient: Vector
  ) {
    let g = step.sign * gradient + step.weightDecay * value
    mean += step.meanShare * (g - mean)
    square = step.squareKept * square + step.squareShare * g * g
    value = value * step.shrink - step.scale * mean / (square.squareRoot + step.floor)
  }
}
