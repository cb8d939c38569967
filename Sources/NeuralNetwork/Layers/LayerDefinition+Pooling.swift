import Kernels

extension LayerDefinition {
  /// The window of a pooling. Throws when it does not fit, or when padding is more than half a kernel.
  func requirePoolingWindow(
    _ inputShape: [Int], kernel: Size2d, stride: Size2d, padding: Size2d, dilation: Size2d = 1
  ) throws(SettingError) -> Window {
    guard 2 * padding.rows <= kernel.rows, 2 * padding.columns <= kernel.columns else {
      throw SettingError("padding", "\(padding) is more than half of the \(kernel) kernel")
    }
    return try requireWindow(
      requireMap(inputShape).size, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation, inputShape: inputShape)
  }
}
