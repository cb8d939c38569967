import VectorKernels

/// What a block of the nine taps of one input channel can do.
protocol TapBlock {
  /// Its output channels.
  static var depth: Int { get }
  /// Adds a map's part to the taps' sums.
  static func add(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, winners: UnsafePointer<UInt8>,
    to sums: UnsafeMutablePointer<Float>)
}
