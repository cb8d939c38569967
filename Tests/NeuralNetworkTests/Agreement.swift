/// The largest difference of two arrays, as a share of the largest magnitude in the second;
/// infinity where their sizes differ or a number is not finite.
func relativeError(_ found: [Float], _ expected: [Float]) -> Float {
  guard found.count == expected.count else { return .infinity }
  let scale = expected.reduce(0) { max($0, abs($1)) }
  var error: Float = 0
  for (a, b) in zip(found, expected) {
    guard a.isFinite, b.isFinite else { return .infinity }
    error = max(error, abs(a - b))
  }
  return scale > 0 ? error / scale : error
}
