/// What is wrong with the content of an `.npy` file, in one line without its path.
struct NpyError: Error, Equatable {
  let reason: String
}
