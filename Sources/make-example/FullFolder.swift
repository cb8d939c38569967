/// The folder of a new dataset has something in it.
struct FullFolder: Error, CustomStringConvertible {
  let path: String

  var description: String { "\(path) is not empty; name another folder or add --force" }
}
