/// What is wrong with a checkpoint's bytes, found where the file's path is not known.
struct ContentError: Error {
  /// What is wrong and what to do.
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// Bytes that no program writes on purpose.
  static func damaged(_ detail: String) -> ContentError {
    ContentError("the file is damaged (\(detail)): copy it again or use another checkpoint")
  }
}
