/// The sum of `count` elements, in sixteen partial sums.
func sum(_ elements: UnsafePointer<Float>, count: Int) -> Float {
  var partial = SIMD16<Float>.zero
  let vectors = count / 16
  for vector in 0..<vectors {
    partial += UnsafeRawPointer(elements + vector * 16).loadUnaligned(as: SIMD16<Float>.self)
  }
  var total = partial.sum()
  for index in vectors * 16..<count { total += elements[index] }
  return total
}
