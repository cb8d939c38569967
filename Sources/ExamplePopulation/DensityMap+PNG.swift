import PNG

extension DensityMap {
  /// The map as an 8-bit grey image: its lowest value black, its highest white; black where all are the
  /// same.
  var png: [UInt8] {
    let (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
    let scale = highest > lowest ? 255 / (highest - lowest) : 0
    let pixels = values.map { UInt8((($0 - lowest) * scale).rounded()) }
    guard let bytes = try? PNGImage.gray(pixels, rows: rows, columns: columns) else {
      preconditionFailure("an image of \(rows) x \(columns) pixels has no fault to report")
    }
    return bytes
  }
}
