/// The probabilities by the observations above in one categorical dimension: see `ParzenColumn`.
struct CategoricalAbove: AboveColumn {
  private let choices: Int
  private let priorWeight: Double
  private var codes: [Int32] = []

  init(choices: Int, priorWeight: Double) {
    self.choices = choices
    self.priorWeight = priorWeight
  }

  mutating func insert(_ place: Int, _ number: Double) { codes.insert(Int32(number), at: place) }

  mutating func remove(_ place: Int) { codes.remove(at: place) }

  mutating func enter(_ place: Int) {}

  mutating func leave(_ place: Int) {}

  mutating func settle(_ weights: AboveWeights, changed places: [Int]) {}

  func densities(at numbers: [Double], _ weights: AboveWeights) -> [Double] {
    var observed = Array(repeating: 0.0, count: choices)
    for (code, weight) in zip(codes, weights.values) { observed[Int(code)] += weight }
    let q = priorWeight / Double(weights.count + 1)
    let total = q * Double(choices) + 1
    return numbers.map { number in
      ((weights.sum * q + observed[Int(number)]) / total + priorWeight / Double(choices))
        / (weights.sum + priorWeight)
    }
  }
}
