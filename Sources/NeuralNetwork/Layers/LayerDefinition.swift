import Kernels
import NamedSettings

/// What a layer is before it knows the shape that reaches it: PyTorch's class name and arguments.
public protocol LayerDefinition: Sendable {
  /// PyTorch's class name, such as `Conv2d`.
  var type: String { get }
  /// The fewest samples of `inputShape` that a batch of a training step may have.
  func smallestBatch(of inputShape: [Int]) -> Int
  /// The shapes of the parameters, known before they take memory.
  func parameterShapes(for inputShape: [Int]) throws(SettingError) -> [[Int]]
  /// The shape of one sample at the output. Throws when a sample of `inputShape` does not fit.
  func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int]
  /// The layer, with its memory, for samples of `inputShape`; `name` begins its parameters' names.
  ///
  /// Throws when a sample of `inputShape` does not fit.
  func layer(named name: String, inputShape: [Int]) throws(SettingError) -> any Layer
}

extension LayerDefinition {
  /// The name of the type that describes the layer.
  public var type: String { String(describing: Self.self) }

  /// One will do, as for most layers.
  public func smallestBatch(of inputShape: [Int]) -> Int { 1 }

  /// None, as of most layers.
  public func parameterShapes(for inputShape: [Int]) throws(SettingError) -> [[Int]] { [] }

  /// `[channels, rows, columns]`. Throws when `inputShape` is of another rank.
  func requireMap(_ inputShape: [Int]) throws(SettingError) -> (channels: Int, size: Size2d) {
    guard inputShape.count == 3 else {
      throw SettingError(
        "",
        "\(type) needs [channels, rows, columns], but \(inputShape) reaches it")
    }
    return (inputShape[0], Size2d(rows: inputShape[1], columns: inputShape[2]))
  }

  /// The window over maps of `inputShape`. Throws when it does not fit.
  func requireWindow(
    _ inputShape: [Int], kernel: Size2d, stride: Size2d, padding: Size2d, dilation: Size2d
  ) throws(SettingError) -> Window {
    let window = Window(
      input: try requireMap(inputShape).size, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation)
    guard window.output.rows > 0, window.output.columns > 0 else {
      throw SettingError(
        "kernel_size",
        "a \(kernel) kernel (padding \(padding), dilation \(dilation)) does not fit the "
          + "\(inputShape) that reaches \(type)")
    }
    return window
  }
}
