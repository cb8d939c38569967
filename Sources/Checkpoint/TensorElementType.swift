/// The element types that can be read, by the names of PyTorch's storage classes.
enum TensorElementType: String {
  case float32 = "torch.FloatStorage"
  case float64 = "torch.DoubleStorage"
  case float16 = "torch.HalfStorage"
  case bfloat16 = "torch.BFloat16Storage"
  case int64 = "torch.LongStorage"
  case int32 = "torch.IntStorage"
  case int16 = "torch.ShortStorage"
  case int8 = "torch.CharStorage"
  case uint8 = "torch.ByteStorage"
  case boolean = "torch.BoolStorage"

  /// The storage's class in the module `torch`.
  var className: String { String(rawValue.dropFirst("torch.".count)) }

  /// The bytes of an element.
  var size: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16, .int16: 2
    case .int8, .uint8, .boolean: 1
    }
  }
}
