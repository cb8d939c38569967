/// How a search chooses its variants and which of them go on.
public struct SearchStrategy: Sendable {
  /// What is searched.
  public let problem: SearchProblem
  var sampler: any Sampler
  var pruner: any Pruner
  /// How long a point's trials take compared with other points', where that is known beforehand.
  let cost: (@Sendable ([Double]) -> Double)?

  /// Makes a strategy.
  public init(
    problem: SearchProblem, sampler: any Sampler, pruner: any Pruner,
    cost: (@Sendable ([Double]) -> Double)? = nil
  ) {
    self.problem = problem
    self.sampler = sampler
    self.pruner = pruner
    self.cost = cost
  }
}
