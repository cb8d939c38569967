import Kernels
import NamedSettings

extension LayerDefinition {
  /// The window of a pooling. Throws when it does not fit, or when padding is more than half of it.
  func requirePoolingWindow(
    _ inputShape: [Int], kernel: Size2d, stride: Size2d, padding: Size2d, dilation: Size2d = 1
  ) throws(SettingError) -> Window {
    let reach = Size2d(
      rows: (kernel.rows - 1) * dilation.rows + 1,
      columns: (kernel.columns - 1) * dilation.columns + 1)
    guard 2 * padding.rows <= reach.rows, 2 * padding.columns <= reach.columns else {
      throw SettingError("padding", "\(padding) is more than half of the \(reach) window")
    }
    return try requireWindow(
      inputShape, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }
}
