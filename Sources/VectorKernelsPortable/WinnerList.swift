import VectorKernels

/// The outputs of some rows of a map that won their pooling windows, by output channel: only through
/// them does a gradient go back.
struct WinnerList {
  /// The code of a pooled pixel that no output won: none is positive, and no gradient goes back.
  static let dead: UInt8 = 4

  /// The winners of one output channel.
  struct Channel {
    /// The offset in the map of the first pixel under the kernel.
    let offsets: UnsafePointer<Int32>
    /// The gradient by the output.
    let gradients: UnsafePointer<Float>
    let count: Int
  }

  private let capacity: Int
  private let offsets: UnsafeMutablePointer<Int32>
  private let gradients: UnsafeMutablePointer<Float>
  private let counts: UnsafeMutablePointer<Int32>

  /// Lists of up to `pooledRows` rows in `memory`, which has room for `memoryCount` floats.
  init(_ shape: PooledConvolutionShape, pooledRows: Int, memory: UnsafeMutablePointer<Float>) {
    capacity = pooledRows * shape.pooledColumns + 1
    let room = capacity * shape.outputStride
    gradients = memory
    let integers = UnsafeMutableRawPointer(memory + room)
      .bindMemory(to: Int32.self, capacity: room + shape.outputStride)
    offsets = integers
    counts = integers + room
  }

  /// The floats of memory for lists of `pooledRows` rows.
  static func memoryCount(_ shape: PooledConvolutionShape, pooledRows: Int) -> Int {
    (2 * (pooledRows * shape.pooledColumns + 1) + 1) * shape.outputStride
  }

  /// Lists anew the winners of the pooled rows `rows`.
  ///
  /// `gradient` and `winners` are those of the whole pooled map.
  @inline(__always)
  func fill(
    _ shape: PooledConvolutionShape, rows: Range<Int>, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>
  ) {
    // Channels that only fill up the last vector have no kernels.
    let channels = 0..<shape.outputChannels
    for channel in channels { counts[channel] = 0 }
    let (step, rowStep) = (shape.pixelStride, shape.rowStride)
    // By code; nothing is counted for the last.
    let shifts: InlineArray<5, Int32> = [
      0, Int32(step), Int32(rowStep), Int32(rowStep + step), 0,
    ]
    for row in rows {
      for column in 0..<shape.pooledColumns {
        let corner = Int32(2 * row * rowStep + 2 * column * step)
        let pixel = (row * shape.pooledColumns + column) * shape.outputStride
        for channel in channels {
          let code = Int(winners[pixel + channel])
          // Without a branch: which output wins is as good as random.
          let count = counts[channel]
          let slot = channel * capacity + Int(count)
          offsets[slot] = corner + shifts[code]
          gradients[slot] = gradient[pixel + channel]
          counts[channel] = count + (code < Int(Self.dead) ? 1 : 0)
        }
      }
    }
  }

  /// The winners of an output channel.
  @inline(__always)
  subscript(channel: Int) -> Channel {
    Channel(
      offsets: offsets + channel * capacity, gradients: gradients + channel * capacity,
      count: Int(counts[channel]))
  }
}
