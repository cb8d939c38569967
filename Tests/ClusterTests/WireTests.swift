import Experiment
import Testing

@testable import Cluster

/// Messages between ranks, as bytes and back.
struct WireTests {
  private static let records = [
    EpochRecord(
      epoch: 1, training: PassResult(losses: [0.1, -0.0], metric: 1e-300),
      trainingEvaluation: PassResult(losses: [.infinity, 2], metric: 3),
      validation: PassResult(losses: [1, 2], metric: 0.5), isBest: true),
    EpochRecord(
      epoch: .max, training: PassResult(losses: [], metric: -1),
      trainingEvaluation: PassResult(losses: [4], metric: 5), validation: nil, isBest: false),
  ]

  private static func result(_ state: TrialResult.State, cause: String) -> TrialResult {
    TrialResult(
      number: 7, state: state, epochs: 12, bestEpoch: 9, metric: 0.25, losses: [0.125, 1e9],
      cause: cause, modelFiles: ["best_model_trial7.pth", "checkpoint_trial7_epoch10.pth"],
      timing: .init(host: "nœud-1", start: 1.7e9, seconds: 0.001, samplesPerSecond: 1e6))
  }

  private static let workerMessages: [WorkerMessage] =
    [
      .ready, .epochs(trial: 3, records), .epochs(trial: 1, []), .stopped(trial: 99_999),
      .ended(result(.failed, cause: "données: σ = ∞, 星 \"0\"\n")),
    ] + TrialResult.State.allCases.map { .ended(result($0, cause: "")) }
    + [.failure, .usage, .data, .noInput, .cannotCreate, .configuration].map {
      .broken(ExperimentError($0, "größer"))
    }

  private static let coordinatorMessages: [CoordinatorMessage] = [
    .start(trial: 1), .start(trial: .max), .stop(trial: 12), .shutDown,
  ]

  @Test(arguments: workerMessages)
  func aWorkersMessageArrivesAsItIs(message: WorkerMessage) throws {
    #expect(try WorkerMessage(decoding: message.encoded) == message)
  }

  @Test(arguments: coordinatorMessages)
  func aCoordinatorsMessageArrivesAsItIs(message: CoordinatorMessage) throws {
    #expect(try CoordinatorMessage(decoding: message.encoded) == message)
  }

  @Test func noNumberIsANumberOnTheOtherSideToo() throws {
    var result = Self.result(.failed, cause: "")
    result.metric = .nan
    result.losses = [.nan, -.infinity]
    let received = try WorkerMessage(decoding: WorkerMessage.ended(result).encoded)
    guard case .ended(let other) = received else {
      Issue.record("\(received)")
      return
    }
    #expect(other.metric.bitPattern == result.metric.bitPattern)
    #expect(other.losses.map(\.bitPattern) == result.losses.map(\.bitPattern))
  }

  @Test(arguments: workerMessages)
  func aWorkersMessageThatIsCutShortOrGoesOnIsRefused(message: WorkerMessage) {
    let bytes = message.encoded
    for count in 0..<bytes.count {
      #expect(throws: WireReader.Malformed.self) {
        try WorkerMessage(decoding: Array(bytes[..<count]))
      }
    }
    #expect(throws: WireReader.Malformed.self) { try WorkerMessage(decoding: bytes + [0]) }
  }

  @Test(arguments: coordinatorMessages)
  func aCoordinatorsMessageThatIsCutShortOrGoesOnIsRefused(message: CoordinatorMessage) {
    let bytes = message.encoded
    for count in 0..<bytes.count {
      #expect(throws: WireReader.Malformed.self) {
        try CoordinatorMessage(decoding: Array(bytes[..<count]))
      }
    }
    #expect(throws: WireReader.Malformed.self) { try CoordinatorMessage(decoding: bytes + [0]) }
  }

  @Test func unknownMessagesAreRefused() {
    for first in 5...255 as ClosedRange<UInt8> {
      #expect(throws: WireReader.Malformed.self) { try WorkerMessage(decoding: [first]) }
      #expect(throws: WireReader.Malformed.self) { try CoordinatorMessage(decoding: [first]) }
    }
  }

  @Test(arguments: [Int.max, .min, -1, 1 << 40])
  func aCountThatTheBytesCannotHoldIsRefused(count: Int) {
    var writer = WireWriter()
    writer.write(UInt8(1))
    writer.write(3)
    writer.write(count)
    #expect(throws: WireReader.Malformed.self) { try WorkerMessage(decoding: writer.bytes) }
    var text = WireWriter()
    text.write(UInt8(4))
    text.write(Int(ExperimentError.Kind.data.rawValue))
    text.write(count)
    #expect(throws: WireReader.Malformed.self) { try WorkerMessage(decoding: text.bytes) }
  }

  @Test func everyByteThatIsWrongIsRefusedOrReadButNeverFatal() {
    for message in Self.workerMessages {
      for index in message.encoded.indices {
        var bytes = message.encoded
        bytes[index] ^= 0xFF
        #expect((try? WorkerMessage(decoding: bytes)) != message)
      }
    }
  }
}
