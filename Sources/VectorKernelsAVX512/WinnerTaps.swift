import CVector
import VectorKernels

/// The nine taps by `vectors` vectors of output channels: as `TapSums`, but each lane takes from the map
/// what lies under its own winner: one product a pooling window and tap, not four.
struct WinnerTaps<let vectors: Int>: TapBlock {
  @inline(__always) static var depth: Int { vectors * Vector.lanes }

  @inline(__always)
  static func add(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, winners: UnsafePointer<UInt8>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    let (step, rowStep, outputStep) = (shape.pixelStride, shape.rowStride, shape.outputStride)
    // Two neighbouring pixels of a channel must lie in one vector.
    guard step < Vector.lanes else {
      return TapSums<vectors>.add(shape, input, gradient: gradient, winners: winners, to: sums)
    }
    var taps = Taps<vectors>(shape, at: sums)
    for row in 0..<shape.pooledRows {
      for column in 0..<shape.pooledColumns {
        let corner = input + 2 * row * rowStep + 2 * column * step
        let pixel = (row * shape.pooledColumns + column) * outputStep
        var factors = InlineArray<vectors, Vector>(repeating: .zero)
        var places = InlineArray<vectors, SIMD16<Int32>>(repeating: .zero)
        for j in 0..<vectors {
          let codes = winners + pixel + j * Vector.lanes
          factors[j] = Vector(at: gradient + pixel + j * Vector.lanes)
            .where(codes, isNot: WinnerList.dead)
          places[j] = cvector_places(codes, Int32(step))
        }
        // A vector from each of two rows holds what any winner of the pooling window has under one tap.
        for tapColumn in 0..<3 {
          var upper = Vector(at: corner + tapColumn * step)
          for tapRow in 0..<3 {
            let lower = Vector(at: corner + (tapRow + 1) * rowStep + tapColumn * step)
            for j in 0..<vectors {
              taps.sums[3 * tapRow + tapColumn][j].accumulate(
                factors[j], cvector_choose(upper, lower, places[j]))
            }
            upper = lower
          }
        }
      }
    }
    taps.store(shape, to: sums)
  }
}
