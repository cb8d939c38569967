/// The order of a batch of maps in memory.
public enum MapLayout: Sendable {
  /// PyTorch's: `[samples, channels, rows, columns]`.
  case channelsFirst
  /// `[samples, rows, columns, channels]`, the channels padded with zeros to
  /// `PooledConvolution.padded(channels)`.
  case channelsLast
}
