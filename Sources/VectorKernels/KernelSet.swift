/// The loops that take the time of training, compiled for one level of vector instructions.
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
  /// `weightSums` gets the kernels' gradient in the output channels `channels`, whole vectors where
  /// `shape.prefersDenseGradient`: then by tap, `[kernelRows, run, outputStride]`, else by row,
  /// `[outputChannels, kernelRows, runStride]`. `inputSums` gets the gradient by the map through the
  /// same channels; `weights` are by row, and `pixelStride` a multiple of whole vectors. What is nil is
  /// left out. `scratch` has room for `gradientScratchCount(shape)` floats.
  func addGradients(
    _ shape: PooledConvolutionShape, channels: Range<Int>, gradient: UnsafePointer<Float>,
    winners: UnsafePointer<UInt8>, input: UnsafePointer<Float>,
    weightSums: UnsafeMutablePointer<Float>?, weights: UnsafePointer<Float>,
    inputSums: UnsafeMutablePointer<Float>?, scratch: UnsafeMutablePointer<Float>)

  /// The floats that `addGradients` needs to work in.
  func gradientScratchCount(_ shape: PooledConvolutionShape) -> Int

  /// Adds one map's part to the bias's gradient, `[outputStride]`, in the output channels `channels`,
  /// whole vectors.
  func addBiasGradient(
    _ shape: PooledConvolutionShape, channels: Range<Int>, gradient: UnsafePointer<Float>,
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
}
