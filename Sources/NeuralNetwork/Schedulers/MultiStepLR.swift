import Foundation
import NamedSettings

/// Multiplies the learning rate by `gamma` at each milestone: `torch.optim.lr_scheduler.MultiStepLR`.
public struct MultiStepLR: ScheduleRule {
  private let milestones: [Int]
  private let gamma: Double

  /// Reads `milestones`, epochs, of which one that is given n times counts n times, and `gamma` (0.1).
  public init(_ settings: inout Settings) throws(SettingError) {
    milestones = try settings.integers("milestones")
    gamma = try settings.real("gamma", default: 0.1, in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    let times = milestones.count { $0 == epoch }
    return times == 0 ? current : current * pow(gamma, Double(times))
  }

  /// Throws when the state is of other milestones.
  public func check(_ saved: [String: SettingValue]) throws(SettingError) {
    guard case .object(let counts) = saved["milestones"] else { return }
    let own = Dictionary(milestones.map { ("\($0)", 1) }, uniquingKeysWith: +)
    guard counts.compactMapValues(\.asInteger) != own else { return }
    let others = counts.flatMap { epoch, count in
      Array(repeating: Int(epoch) ?? 0, count: min(max(count.asInteger ?? 1, 0), 100))
    }
    throw SettingError(
      "milestones", "the state has \(others.sorted()), the scheduler here \(milestones.sorted())")
  }

  /// The factor. PyTorch saves the milestones as an object of a class of Python's, which a state of plain data
  /// cannot hold.
  public func state(epoch: Int) -> [String: SettingValue] { ["gamma": .real(gamma)] }
}
