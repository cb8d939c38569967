/// Why trials failed: how often each cause, whatever its numbers.
struct FailureCauses {
  private var counts: [String: (count: Int, example: String)] = [:]
  /// What sort of mistake in the data the first trial failed of that found one; nil while none did.
  private(set) var dataKind: ExperimentError.Kind?

  /// Takes note of a failed trial.
  mutating func add(_ failure: ExperimentError) {
    let cause = failure.description
    // That one trial fails in epoch 2 and another in epoch 3 is the same cause.
    let key = String(cause.map { $0.isNumber ? "#" : $0 }).replacing(/#+/, with: "#")
    counts[key, default: (0, cause)].count += 1
    if dataKind == nil, [.data, .noInput].contains(failure.kind) { dataKind = failure.kind }
  }

  /// The most frequent causes in one line: `3 times: map.npy holds nan; once: ...`.
  var summary: String {
    let sorted = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let shown = sorted.prefix(3).map { _, cause in
      (cause.count == 1 ? "once: " : "\(cause.count) times: ") + cause.example
    }
    let rest = sorted.count > 3 ? ["and \(sorted.count - 3) other causes"] : []
    return (shown + rest).joined(separator: "; ")
  }
}
