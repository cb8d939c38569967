/// The geometry of a convolution of stride 1, ReLU and 2x2 maximum pooling in one, over memory in
/// which a pixel's channels lie side by side (channels last).
public struct PooledConvolutionShape: Sendable, Equatable {
  /// Channels are padded with zeros to a multiple of this, the widest vector.
  public static let lanes = 16

  /// The map's rows, with the margin of zeros if there is one.
  public let inputRows: Int
  /// The map's columns, with the margin.
  public let inputColumns: Int
  /// The number of channels of the map.
  public let inputChannels: Int
  /// The distance from pixel to pixel: the channels and what pads them.
  public let pixelStride: Int
  /// The kernel's taps from row to row.
  public let kernelRows: Int
  /// The kernel's taps in a row.
  public let kernelColumns: Int
  /// The number of the convolution's kernels.
  public let outputChannels: Int
  /// The output's distance from pixel to pixel: `outputChannels` rounded up to whole vectors.
  public let outputStride: Int
  /// The rows after pooling, rounded down.
  public let pooledRows: Int
  /// The columns after pooling, rounded down.
  public let pooledColumns: Int

  /// The floats of a map.
  public var inputCount: Int { inputRows * inputColumns * pixelStride }
  /// The floats of a pooled map.
  public var outputCount: Int { pooledRows * pooledColumns * outputStride }
  /// The floats from one row of the map to the next.
  public var rowStride: Int { inputColumns * pixelStride }
  /// The floats under one row of the kernel, which lie side by side.
  public var run: Int { kernelColumns * pixelStride }
  /// `run` rounded up to whole vectors.
  public var runStride: Int { Self.padded(run) }
  /// The floats of all kernels, each row padded to `runStride`: `[outputChannels, kernelRows,
  /// runStride]`.
  public var rowWeightCount: Int { outputChannels * kernelRows * runStride }
  /// The floats of all kernels by tap: `[kernelRows, run, outputStride]`.
  public var tapWeightCount: Int { kernelRows * run * outputStride }
  /// The floats of all kernels transformed for tiles: `[16, inputChannels, outputStride]`.
  public var tileWeightCount: Int { 16 * inputChannels * outputStride }

  /// Whether the products of tiles of 2x2 outputs take less than those of taps.
  public var prefersTiles: Bool { kernelRows == 3 && kernelColumns == 3 && inputChannels >= 16 }
  /// Whether the kernel's gradient is best taken pixel by pixel rather than by the list of winners.
  public var prefersDenseGradient: Bool {
    kernelRows == 3 && kernelColumns == 3 && inputChannels < 16
  }

  /// A geometry. The kernel and one pooling window must fit the map.
  public init(
    inputRows: Int, inputColumns: Int, inputChannels: Int, pixelStride: Int, kernelRows: Int,
    kernelColumns: Int, outputChannels: Int
  ) {
    self.inputRows = inputRows
    self.inputColumns = inputColumns
    self.inputChannels = inputChannels
    self.pixelStride = pixelStride
    self.kernelRows = kernelRows
    self.kernelColumns = kernelColumns
    self.outputChannels = outputChannels
    outputStride = Self.padded(outputChannels)
    pooledRows = (inputRows - kernelRows + 1) / 2
    pooledColumns = (inputColumns - kernelColumns + 1) / 2
    precondition(pooledRows > 0 && pooledColumns > 0, "the kernel and its pooling do not fit")
  }

  /// `count` rounded up to whole vectors.
  public static func padded(_ count: Int) -> Int { (count + lanes - 1) / lanes * lanes }
}
