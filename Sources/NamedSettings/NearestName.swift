/// The text of an error about an unknown name: the nearest valid one, and all of them.
public func unknownName(_ name: String, _ what: String, valid: [String]) -> String {
  var text = "unknown \(what) \"\(name)\""
  if let nearest = nearestName(to: name, in: valid) { text += "; did you mean \"\(nearest)\"?" }
  return text + " (valid: \(valid.isEmpty ? "none" : valid.joined(separator: ", ")))"
}

/// The name within a third of the longer one's length in edits, and at most `limit` edits away, if any; the
/// first of equals.
public func nearestName(
  to name: String, in names: [String], atMost limit: Int = .max
) -> String? {
  var best: (name: String, distance: Int)?
  for candidate in names {
    let distance = editDistance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8))
    if distance <= limit, distance * 3 <= max(name.utf8.count, candidate.utf8.count),
      distance < best?.distance ?? .max
    {
      best = (candidate, distance)
    }
  }
  return best?.name
}

/// Levenshtein's distance: insertions, deletions and substitutions.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let substitution = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j + 1] + 1, row[j] + 1)
    }
  }
  return row[b.count]
}
