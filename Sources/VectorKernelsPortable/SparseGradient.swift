import VectorKernels

/// The gradients of a pooled convolution by way of the outputs that won, a quarter of all.
struct SparseGradient {
  let shape: PooledConvolutionShape
  let list: WinnerList

  /// The pooled rows that are worked on together: their part of the map fits the nearest cache.
  static func blockRows(_ shape: PooledConvolutionShape) -> Int {
    let rows = 8192 / max(shape.rowStride, 1) - shape.kernelRows + 1
    return min(max(rows / 2, 1), shape.pooledRows)
  }

  /// Adds to the kernels' gradient, `[outputChannels, kernelRows, runStride]`, that of the listed
  /// winners.
  func addWeights(input: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>) {
    forEachBlock(Gathering(shape: shape, input: input, sums: sums))
  }

  /// Adds to the gradient by the map that of the listed winners.
  func addInput(weights: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>) {
    forEachBlock(Scattering(shape: shape, weights: weights, gradient: gradient))
  }

  /// Visits the kernels block by block.
  @inline(__always)
  private func forEachBlock<Visitor: BlockVisitor>(_ visitor: Visitor) {
    let isWhole =
      shape.kernelRows.isMultiple(of: Level.WideKernel.height)
      && shape.runStride.isMultiple(of: Level.WideKernel.width)
    for channel in 0..<shape.outputChannels {
      let winners = list[channel]
      if isWhole {
        visit(channel, winners, visitor, Level.WideKernel.self)
      } else {
        visit(channel, winners, visitor, Level.NarrowKernel.self)
      }
    }
  }

  @inline(__always)
  private func visit<Visitor: BlockVisitor, Block: KernelBlock>(
    _ channel: Int, _ winners: WinnerList.Channel, _ visitor: Visitor, _ block: Block.Type
  ) {
    for row in stride(from: 0, to: shape.kernelRows, by: Block.height) {
      let kernel = (channel * shape.kernelRows + row) * shape.runStride
      for start in stride(from: 0, to: shape.runStride, by: Block.width) {
        visitor.visit(winners, kernel + start, row * shape.rowStride + start, block)
      }
    }
  }
}

/// What is done with a block of kernels: at `kernel` among them, at `source` from each winner's offset
/// in the map.
private protocol BlockVisitor {
  func visit<Block: KernelBlock>(
    _ winners: WinnerList.Channel, _ kernel: Int, _ source: Int, _ block: Block.Type)
}

private struct Gathering: BlockVisitor {
  let shape: PooledConvolutionShape
  let input: UnsafePointer<Float>
  let sums: UnsafeMutablePointer<Float>

  @inline(__always)
  func visit<Block: KernelBlock>(
    _ winners: WinnerList.Channel, _ kernel: Int, _ source: Int, _ block: Block.Type
  ) {
    Block.gather(
      winners, from: input + source, sourceRow: shape.rowStride, into: sums + kernel,
      sumRow: shape.runStride)
  }
}

private struct Scattering: BlockVisitor {
  let shape: PooledConvolutionShape
  let weights: UnsafePointer<Float>
  let gradient: UnsafeMutablePointer<Float>

  @inline(__always)
  func visit<Block: KernelBlock>(
    _ winners: WinnerList.Channel, _ kernel: Int, _ source: Int, _ block: Block.Type
  ) {
    Block.scatter(
      winners, weights + kernel, weightRow: shape.runStride, to: gradient + source,
      targetRow: shape.rowStride)
  }
}
