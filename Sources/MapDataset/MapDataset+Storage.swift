import Files

extension MapDataset {
  /// Where the maps are read from, in words.
  public var storage: String {
    let byteCount = SharedSlots.byteCount(count: sampleCount, slotSize: samples.sampleSize)
    let size = Self.size(byteCount)
    if samples.slots != nil { return "stay in memory, \(size) for all processes of a node" }
    if samples.isUnscaled && samples.source.isReady {
      return "read where they lie in \(path), \(size)"
    }
    return "read from their files in every pass, for there is no room in memory for \(size)"
  }

  private static func size(_ byteCount: Int) -> String {
    let mebibytes = Double(byteCount) / 0x1p20
    if mebibytes < 1 { return "\((byteCount + 1023) / 1024) KiB" }
    if mebibytes < 10 { return "\((mebibytes * 10).rounded() / 10) MiB" }
    return mebibytes < 10_240
      ? "\(Int(mebibytes.rounded())) MiB" : "\(Int((mebibytes / 1024).rounded())) GiB"
  }
}
