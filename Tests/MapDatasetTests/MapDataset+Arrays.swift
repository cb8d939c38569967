import MapDataset

extension MapDataset {
  /// The samples' scaled maps.
  func inputs(_ samples: [Int]) throws -> [Float] {
    var values = [Float](repeating: .nan, count: samples.count * inputShape.reduce(1, *))
    var span = values.mutableSpan
    try readInputs(samples[...], into: &span)
    return values
  }

  /// The samples' scaled labels.
  func labels(_ samples: [Int]) -> [Float] {
    var values = [Float](repeating: .nan, count: samples.count * labelNames.count)
    var span = values.mutableSpan
    readLabels(samples[...], into: &span)
    return values
  }
}
