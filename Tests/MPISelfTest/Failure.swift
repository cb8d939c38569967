/// A scenario that did not go as it must, and how.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws a `Failure` that names both values unless they are equal.
func expectEqual<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: String) throws {
  if found != wanted { throw Failure("\(what): found \(found), wanted \(wanted)") }
}
