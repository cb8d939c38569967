import TrialSearch

/// How a trial that ran to its end came out.
public struct TrialResult: Sendable, Equatable {
  /// How it ended.
  public enum State: String, Sendable, CaseIterable {
    /// At its best epoch every loss that has a threshold is below it.
    case converged
    /// It ran to its last epoch or stopped improving.
    case completed
    /// It fell behind other variants and was stopped.
    case pruned
    /// It could not be finished; `failure` says why.
    case failed
  }

  /// Which trial it is.
  public var trial: TrialID
  /// How it ended.
  public var state: State
  /// The number of epochs it ran.
  public var epochs: Int
  /// The epoch of the best metric; 0 when there is none.
  public var bestEpoch: Int
  /// The monitored metric at the best epoch.
  public var metric: Double
  /// The losses by label at the best epoch, in physical units.
  public var losses: [Double]
  /// Why it failed; nil otherwise.
  public var failure: ExperimentError?
  /// Why it failed, in one line; empty otherwise.
  public var cause: String { failure?.description ?? "" }
  /// The monitored metric by epoch, where a pruner asks for it.
  public var values: [IntermediateValue]
  /// The names of the model files it left in its staging folder.
  public var modelFiles: [String]
  /// Where and how fast it ran.
  public var timing: Timing

  /// Where and how fast a trial ran: what differs from run to run.
  public struct Timing: Sendable, Equatable {
    /// The host it ran on.
    public var host: String
    /// When it started, in seconds since 1970.
    public var start: Double
    /// How long it took, in seconds.
    public var seconds: Double
    /// The training samples that passed through the network in a second of that time.
    public var samplesPerSecond: Double

    /// Makes a timing.
    public init(host: String, start: Double, seconds: Double, samplesPerSecond: Double) {
      self.host = host
      self.start = start
      self.seconds = seconds
      self.samplesPerSecond = samplesPerSecond
    }
  }

  /// Makes a result.
  public init(
    trial: TrialID, state: State, epochs: Int, bestEpoch: Int, metric: Double, losses: [Double],
    failure: ExperimentError? = nil, values: [IntermediateValue] = [], modelFiles: [String],
    timing: Timing
  ) {
    self.trial = trial
    self.state = state
    self.epochs = epochs
    self.bestEpoch = bestEpoch
    self.metric = metric
    self.losses = losses
    self.failure = failure
    self.values = values
    self.modelFiles = modelFiles
    self.timing = timing
  }
}
