import CVector
import VectorKernels

/// The kernels of this level.
public struct Implementation: KernelSet {
  /// Makes the kernels; the processor must have the level's instructions.
  public init() {}

  /// See `KernelSet`.
  public var name: String { Level.name }

  /// See `KernelSet`.
  public func convolve(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<UInt8>?,
    scratch: UnsafeMutablePointer<Float>
  ) {
    if shape.prefersTiles {
      TileConvolution(
        shape: shape, input: input, weights: weights, bias: bias, output: output,
        winners: winners, scratch: scratch
      ).compute()
    } else {
      DirectConvolution(
        shape: shape, input: input, weights: weights, bias: bias, output: output,
        winners: winners, scratch: scratch
      ).compute()
    }
  }

  /// See `KernelSet`.
  public func convolutionScratchCount(_ shape: PooledConvolutionShape) -> Int {
    shape.prefersTiles
      ? TileConvolution.scratchCount(shape)
      : 4 * Level.WideBlock.width * Level.WideBlock.depth
  }

  /// See `KernelSet`.
  public func transformWeights(
    _ shape: PooledConvolutionShape, byTap: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    TileConvolution.transformWeights(shape, byTap: byTap, into: target)
  }

  /// See `KernelSet`.
  public func addGradients(
    _ shape: PooledConvolutionShape, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>, input: UnsafePointer<Float>,
    weightSums: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>,
    inputSums: UnsafeMutablePointer<Float>?, scratch: UnsafeMutablePointer<Float>
  ) {
    let isDense = shape.prefersDenseGradient
    if isDense {
      DenseGradient(shape: shape, input: input, gradient: gradient, winners: winners)
        .addWeights(to: weightSums)
    }
    guard inputSums != nil || !isDense else { return }
    let blockRows = SparseGradient.blockRows(shape)
    let list = WinnerList(shape, pooledRows: blockRows, memory: scratch)
    let sparse = SparseGradient(shape: shape, list: list)
    for start in stride(from: 0, to: shape.pooledRows, by: blockRows) {
      list.fill(
        shape, rows: start..<min(start + blockRows, shape.pooledRows), gradient: gradient,
        winners: winners)
      if !isDense { sparse.addWeights(input: input, to: weightSums) }
      if let inputSums { sparse.addInput(weights: weights, to: inputSums) }
    }
  }

  /// See `KernelSet`.
  public func gradientScratchCount(_ shape: PooledConvolutionShape) -> Int {
    WinnerList.memoryCount(shape, pooledRows: SparseGradient.blockRows(shape))
  }

  /// See `KernelSet`.
  public func addBiasGradient(
    _ shape: PooledConvolutionShape, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<Float>
  ) {
    let pixels = shape.pooledRows * shape.pooledColumns
    for channel in stride(from: 0, to: shape.outputStride, by: Vector.lanes) {
      @inline(__always) func part(_ pixel: Int) -> Vector {
        let place = pixel * shape.outputStride + channel
        return Vector(at: gradient + place).where(winners + place, isNot: WinnerList.dead)
      }
      // Two sums: each addition waits for the one before.
      var (even, odd) = (Vector(at: sums + channel), Vector.zero)
      for pixel in stride(from: 0, to: pixels - 1, by: 2) {
        even += part(pixel)
        odd += part(pixel + 1)
      }
      if !pixels.isMultiple(of: 2) { even += part(pixels - 1) }
      (even + odd).store(to: sums + channel)
    }
  }

  /// See `KernelSet`.
  public func multiply(
    _ a: UnsafePointer<Float>, aStep: Int, aRow: Int, _ b: UnsafePointer<Float>, bRow: Int,
    into c: UnsafeMutablePointer<Float>, cRow: Int, rows: Int, columns: Range<Int>, depth: Int
  ) {
    Product(a: a, aStep: aStep, aRow: aRow, b: b, bRow: bRow, c: c, cRow: cRow, depth: depth)
      .compute(rows: rows, columns: columns)
  }

  /// See `KernelSet`.
  public func addScalarProducts(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, depth: Int,
    to c: UnsafeMutablePointer<Float>, cRow: Int, rows: Int, columns: Range<Int>
  ) {
    ScalarProducts(a: a, b: b, depth: depth, c: c, cRow: cRow).add(rows: rows, columns: columns)
  }

  /// See `KernelSet`.
  public func adam(
    _ step: AdamStep, _ values: UnsafeMutablePointer<Float>, _ means: UnsafeMutablePointer<Float>,
    _ squares: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, count: Int
  ) {
    let update = AdamUpdate(step)
    let whole = count / Vector.lanes * Vector.lanes
    for index in stride(from: 0, to: whole, by: Vector.lanes) {
      var value = Vector(at: values + index)
      var mean = Vector(at: means + index)
      var square = Vector(at: squares + index)
      update(&value, &mean, &square, gradient: Vector(at: gradients + index))
      value.store(to: values + index)
      mean.store(to: means + index)
      square.store(to: squares + index)
    }
    guard whole < count else { return }
    // The rest in a vector of its own: what lies behind it may be somebody else's.
    var (value, mean, square, gradient) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    for index in whole..<count {
      value[index - whole] = values[index]
      mean[index - whole] = means[index]
      square[index - whole] = squares[index]
      gradient[index - whole] = gradients[index]
    }
    update(&value, &mean, &square, gradient: gradient)
    for index in whole..<count {
      values[index] = value[index - whole]
      means[index] = mean[index - whole]
      squares[index] = square[index - whole]
    }
  }

  /// See `KernelSet`.
  public func moments(_ values: UnsafePointer<Float>, count: Int) -> Moments {
    Distribution(values: values, count: count).moments
  }

  /// See `KernelSet`.
  public func addBucketCounts(
    _ values: UnsafePointer<Float>, count: Int, bucketCount: Int, from least: Double, width: Double,
    to counts: UnsafeMutablePointer<Int32>
  ) {
    Distribution(values: values, count: count)
      .addCounts(bucketCount: bucketCount, from: least, width: width, to: counts)
  }

  /// See `KernelSet`.
  public func transpose(
    _ source: UnsafePointer<Float>, rows: UnsafeBufferPointer<Int32>,
    into target: UnsafeMutablePointer<Float>, columns: UnsafeBufferPointer<Int32>
  ) {
    let wholeColumns = columns.count & ~3
    var row = 0
    while row + 4 <= rows.count {
      let row0 = source + Int(rows[row])
      let row1 = source + Int(rows[row + 1])
      let row2 = source + Int(rows[row + 2])
      let row3 = source + Int(rows[row + 3])
      let place = target + row
      for column in stride(from: 0, to: wholeColumns, by: 4) {
        cvector_transpose(
          row0 + column, row1 + column, row2 + column, row3 + column,
          place + Int(columns[column]), place + Int(columns[column + 1]),
          place + Int(columns[column + 2]), place + Int(columns[column + 3]))
      }
      row += 4
    }
    // Maps often have three channels.
    if row + 3 == rows.count {
      let row0 = source + Int(rows[row])
      let row1 = source + Int(rows[row + 1])
      let row2 = source + Int(rows[row + 2])
      let place = target + row
      for column in stride(from: 0, to: wholeColumns, by: 4) {
        cvector_transpose_three(
          row0 + column, row1 + column, row2 + column,
          place + Int(columns[column]), place + Int(columns[column + 1]),
          place + Int(columns[column + 2]), place + Int(columns[column + 3]))
      }
      row += 3
    }
    for rest in 0..<rows.count {
      let values = source + Int(rows[rest])
      for column in (rest < row ? wholeColumns : 0)..<columns.count {
        target[Int(columns[column]) + rest] = values[column]
      }
    }
  }

  /// See `KernelSet`.
  public func add(_ kernels: ProductKernels, to sums: inout [SIMD8<Double>]) {
    kernels.add(to: &sums)
  }
}
