/// A value of a pickle. Containers and tensors are positions in the `PickleDocument` that holds
/// them.
///
/// So values refer to each other as freely as Python's, in cycles too, and yet none owns another:
/// taking a hostile pickle apart neither recurses nor leaks.
enum PickleValue {
  case none
  case boolean(Bool)
  case integer(Int)
  case real(Double)
  case string(String)
  /// A list or tuple.
  case sequence(Int)
  /// A `dict` or `OrderedDict`.
  case dictionary(Int)
  /// Up to eight bytes, as the digits of a little-endian number.
  case bytes(UInt64)
  /// NumPy's name of a type of numbers, such as `f8`.
  case numberType(String)
  /// The name of a class or function, such as `collections.OrderedDict`. Never looked up.
  case name(String)
  case storage(Int)
  case tensor(Int)
  /// Anything else: an object of the named class, or what the named function would have returned.
  case opaque(String)
}
