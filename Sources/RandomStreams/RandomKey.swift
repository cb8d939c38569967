/// What a random draw is for: the same key gives the same numbers on any rank, in any order of calls.
public struct RandomKey: Hashable, Sendable {
  /// What the numbers are used for; streams of different purposes share no number.
  public enum Purpose: UInt32, Sendable {
    /// Initial values of the parameters; `index` is the layer.
    case weights = 1
    /// The order of the training samples.
    case shuffle = 2
    /// Which activations a training step drops; `index` is the layer.
    case dropout = 3
    /// What `make-example` draws; `index` is the sample.
    case simulation = 4
    /// What a sampler draws for a variant; `trial` is its number from 0, `index` the dimension.
    case sampling = 5
    /// The scrambling of a quasi-random sequence; `index` is the dimension.
    case scrambling = 6
  }

  /// The run's seed.
  public var seed: UInt64
  /// The hyperparameter variant; 0 is the configuration as it stands.
  public var variant: UInt64
  /// The trial, from 1.
  public var trial: UInt64
  /// What the numbers are for.
  public var purpose: Purpose
  /// Which of several users of one purpose.
  public var index: UInt32
  /// The epoch, from 1; 0 before the first.
  public var epoch: UInt64
  /// The batch within the epoch, from 0.
  public var batch: UInt32 = 0

  /// Makes a key.
  public init(
    seed: UInt64, variant: UInt64 = 0, trial: UInt64 = 0, purpose: Purpose, index: UInt32 = 0,
    epoch: UInt64 = 0
  ) {
    self.seed = seed
    self.variant = variant
    self.trial = trial
    self.purpose = purpose
    self.index = index
    self.epoch = epoch
  }
}
