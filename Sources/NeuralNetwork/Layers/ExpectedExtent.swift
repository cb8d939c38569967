import NamedSettings

/// The number of channels or features that a configuration says reach a layer.
struct ExpectedExtent {
  /// The argument, such as `in_channels`.
  let name: String
  let count: Int

  /// Throws when another number reaches the layer of the given type.
  func check(_ inputShape: [Int], _ type: String) throws(SettingError) {
    guard inputShape.first != count else { return }
    throw SettingError(name, "is \(count), but \(inputShape) reaches \(type)")
  }
}
