/// What one epoch of a trial came to.
public struct EpochRecord: Sendable, Equatable {
  /// The epoch, from 1.
  public let epoch: Int
  /// The training pass, in scaled units, while the weights were changing.
  public let training: PassResult
  /// The evaluation of the training samples after it, in physical units.
  public let trainingEvaluation: PassResult
  /// The evaluation of the validation samples, in physical units; nil without a validation set.
  public let validation: PassResult?
  /// Whether the monitored metric is the trial's best so far.
  public let isBest: Bool

  /// Makes a record.
  public init(
    epoch: Int, training: PassResult, trainingEvaluation: PassResult, validation: PassResult?,
    isBest: Bool
  ) {
    self.epoch = epoch
    self.training = training
    self.trainingEvaluation = trainingEvaluation
    self.validation = validation
    self.isBest = isBest
  }

  /// The metric that decides which epoch is the best: the validation pass's, else the training pass's.
  public var monitored: Double { (validation ?? training).metric }

  /// The losses, in physical units, that convergence looks at.
  public var physicalLosses: [Double] { (validation ?? trainingEvaluation).losses }
}
