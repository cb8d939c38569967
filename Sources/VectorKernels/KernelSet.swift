/// The loops that take the time of training and of a search's suggestions, compiled for one level of vector instructions.
///
/// All work on memory that somebody else keeps alive, and none takes memory of its own. Maps are
/// channels last, as `PooledConvolutionShape` says. Sums are in an order that depends on the arguments
/// alone, so that work can be divided among threads without changing a bit of the result.
public protocol KernelSet: Sendable {
  /// The level, such as `AVX-512`.
  var name: String { get }

  /// Writes the convolution of one map, after ReLU and pooling, and unless `winners` is nil which of its
  /// four outputs each pooled pixel came from.
  ///
  /// `weights` are by tap, `[kernelRows, run, outputStride]`, or where `shape.prefersTiles` what
  /// `transformWeights` makes of these; `scratch` has room for `convolutionScratchCount(shape)` floats.
  func convolve(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<UInt8>?,
    scratch: UnsafeMutablePointer<Float>)

  /// The floats that `convolve` needs to work in.
  func convolutionScratchCount(_ shape: PooledConvolutionShape) -> Int

  /// Transforms weights by tap for convolution by tiles: to `[16, inputChannels, outputStride]`.
  func transformWeights(
    _ shape: PooledConvolutionShape, byTap: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>)

  /// Adds one map's part to the gradients, given that by its pooled output.
  ///
  /// `weightSums` gets the kernels' gradient: where `shape.prefersDenseGradient` by tap, `[kernelRows, run,
  /// outputStride]`, else by row, `[outputChannels, kernelRows, runStride]`. `inputSums`, unless nil, gets the
  /// gradient by the map; `weights` are by row, and `pixelStride` a multiple of whole vectors. `scratch` has
  /// room for `gradientScratchCount(shape)` floats.
  func addGradients(
    _ shape: PooledConvolutionShape, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>, input: UnsafePointer<Float>,
    weightSums: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>,
    inputSums: UnsafeMutablePointer<Float>?, scratch: UnsafeMutablePointer<Float>)

  /// The floats that `addGradients` needs to work in.
  func gradientScratchCount(_ shape: PooledConvolutionShape) -> Int

  /// Adds one map's part to the bias's gradient, `[outputStride]`.
  func addBiasGradient(
    _ shape: PooledConvolutionShape, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<Float>)

  /// Writes the product c[m][n] = sum over k of a[k, m] b[k][n] for `rows` rows and the given columns.
  ///
  /// Element (k, m) of `a` lies at `k * aStep + m * aRow`; rows of `b` and `c` start `bRow` and `cRow`
  /// floats apart.
  func multiply(
    _ a: UnsafePointer<Float>, aStep: Int, aRow: Int, _ b: UnsafePointer<Float>, bRow: Int,
    into c: UnsafeMutablePointer<Float>, cRow: Int, rows: Int, columns: Range<Int>, depth: Int)

  /// Adds to c[m][n] the scalar product of row m of `a` and row n of `b`, `depth` floats each, for
  /// `rows` rows and the given columns.
  func addScalarProducts(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, depth: Int,
    to c: UnsafeMutablePointer<Float>, cRow: Int, rows: Int, columns: Range<Int>)

  /// Makes a step of Adam on `count` elements.
  func adam(
    _ step: AdamStep, _ values: UnsafeMutablePointer<Float>, _ means: UnsafeMutablePointer<Float>,
    _ squares: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, count: Int)

  /// The extremes and sums of the finite ones among `count` numbers.
  func moments(_ values: UnsafePointer<Float>, count: Int) -> Moments

  /// Adds the number of values in each of `bucketCount` buckets, at most 254, `width` wide, of which the first
  /// starts at `least` and the last is open, and then the number of those that are not finite.
  ///
  /// `counts` has four rows of `bucketCount` + 1, whose sums are the result.
  func addBucketCounts(
    _ values: UnsafePointer<Float>, count: Int, bucketCount: Int, from least: Double, width: Double,
    to counts: UnsafeMutablePointer<Int32>)

  /// Copies element c of source row r, which starts at `rows[r]`, to element r of target row c, which starts at
  /// `columns[c]`.
  func transpose(
    _ source: UnsafePointer<Float>, rows: UnsafeBufferPointer<Int32>,
    into target: UnsafeMutablePointer<Float>, columns: UnsafeBufferPointer<Int32>)

  /// Adds to `sums`, by point, the kernels' weighted values, lane by lane: the lanes of a point sum up to
  /// what is wanted. The same bits at each level.
  func add(_ kernels: ProductKernels, to sums: inout [SIMD8<Double>])
}
