import Experiment
import Testing
import TrialSearch

@testable import Cluster

/// Messages between ranks, as bytes and back.
struct WireTests {
  private static let trial = TrialID(variant: 3, restart: 99_999)

  private static let records = [
    EpochRecord(
      epoch: 1, training: PassResult(losses: [0.1, -0.0], metric: 1e-300),
      trainingEvaluation: PassResult(losses: [.infinity, 2], metric: 3),
      validation: PassResult(losses: [1, 2], metric: 0.5), isBest: true),
    EpochRecord(
      epoch: .max, training: PassResult(losses: [], metric: -1),
      trainingEvaluation: PassResult(losses: [4], metric: 5), validation: nil, isBest: false),
  ]

  private static func result(
    _ state: TrialResult.State, _ failure: ExperimentError? = nil
  ) -> TrialResult {
    TrialResult(
      trial: trial, state: state, epochs: 12, bestEpoch: 9, metric: 0.25, losses: [0.125, 1e9],
      failure: failure, values: [.init(step: 1, value: 0.5), .init(step: .max, value: -1)],
      modelFiles: ["best_model_trial7.pth", "checkpoint_trial7_epoch10.pth"],
      timing: .init(host: "nœud-1", start: 1.7e9, seconds: 0.001, samplesPerSecond: 1e6))
  }

  private static let workerMessages: [WorkerMessage] =
    [
      .ready, .epochs(trial, records), .epochs(TrialID(restart: 1), []), .stopped(trial),
      .ended(result(.failed, ExperimentError(.data, "données: σ = ∞, 星 \"0\"\n"))),
    ] + TrialResult.State.allCases.map { .ended(result($0)) }
    + [.failure, .usage, .data, .noInput, .cannotCreate, .configuration].map {
      .broken(ExperimentError($0, "größer"))
    }

  private static let coordinatorMessages: [CoordinatorMessage] = [
    .start(Assignment(trial: TrialID(restart: 1))),
    .start(
      Assignment(
        trial: trial, point: [0.1, -0.0, .greatestFiniteMagnitude],
        rule: .rungs(
          RungRule(
            lowerIsBetter: true, steps: [1, 4, 16], limits: [.none, .value(0.5), .unreachable])))),
    .start(
      Assignment(
        trial: trial, point: [],
        rule: .best(
          BestValueRule(
            lowerIsBetter: false, warmupSteps: 3, intervalSteps: 2, limits: [1: 0.5, 7: -1])))),
    .stop(trial), .prune(trial), .shutDown,
  ]

  private func bytes(_ message: WorkerMessage) -> [UInt8] { Packet.encode([message])[0] }

  private func bytes(_ message: CoordinatorMessage) -> [UInt8] { Packet.encode([message])[0] }

  @Test(arguments: workerMessages)
  func aWorkersMessageArrivesAsItIs(message: WorkerMessage) throws {
    #expect(try Packet.decodeWorkerMessages(bytes(message)) == [message])
  }

  @Test(arguments: coordinatorMessages)
  func aCoordinatorsMessageArrivesAsItIs(message: CoordinatorMessage) throws {
    #expect(try Packet.decodeCoordinatorMessages(bytes(message)) == [message])
  }

  @Test func manyMessagesArriveInOrderInFewPackets() throws {
    let messages = (0..<50).flatMap { _ in Self.workerMessages }
    let packets = Packet.encode(messages)
    #expect(packets.count > 1 && packets.count < messages.count / 5)
    #expect(packets.allSatisfy { $0.count <= 4000 })
    #expect(try packets.flatMap { try Packet.decodeWorkerMessages($0) } == messages)
    let orders = (0..<50).flatMap { _ in Self.coordinatorMessages }
    #expect(
      try Packet.encode(orders).flatMap { try Packet.decodeCoordinatorMessages($0) } == orders)
  }

  /// Longer than a packet usually is.
  @Test func aLongMessageIsAPacketOfItsOwn() throws {
    let long = WorkerMessage.epochs(Self.trial, (0..<100).flatMap { _ in Self.records })
    let packets = Packet.encode([.ready, long, .ready])
    #expect(packets.count == 3)
    #expect(
      try packets.flatMap { try Packet.decodeWorkerMessages($0) } == [.ready, long, .ready])
  }

  @Test func noNumberIsANumberOnTheOtherSideToo() throws {
    var result = Self.result(.failed)
    result.metric = .nan
    result.losses = [.nan, -.infinity]
    result.values = [.init(step: 1, value: .nan)]
    guard case .ended(let other)? = try Packet.decodeWorkerMessages(bytes(.ended(result))).first
    else {
      Issue.record("another message")
      return
    }
    #expect(other.metric.bitPattern == result.metric.bitPattern)
    #expect(other.losses.map(\.bitPattern) == result.losses.map(\.bitPattern))
    #expect(other.values[0].value.isNaN)
  }

  @Test(arguments: workerMessages)
  func aWorkersMessageThatIsCutShortIsRefused(message: WorkerMessage) {
    let bytes = bytes(message)
    for count in 1..<max(1, bytes.count) {
      #expect(throws: WireReader.Malformed.self) {
        try Packet.decodeWorkerMessages(Array(bytes[..<count]))
      }
    }
    #expect(throws: WireReader.Malformed.self) {
      try Packet.decodeWorkerMessages(bytes + [255])
    }
  }

  @Test(arguments: coordinatorMessages)
  func aCoordinatorsMessageThatIsCutShortIsRefused(message: CoordinatorMessage) {
    let bytes = bytes(message)
    for count in 1..<max(1, bytes.count) {
      #expect(throws: WireReader.Malformed.self) {
        try Packet.decodeCoordinatorMessages(Array(bytes[..<count]))
      }
    }
    #expect(throws: WireReader.Malformed.self) {
      try Packet.decodeCoordinatorMessages(bytes + [255])
    }
  }

  @Test func unknownMessagesAreRefused() {
    for first in 5...255 as ClosedRange<UInt8> {
      #expect(throws: WireReader.Malformed.self) { try Packet.decodeWorkerMessages([first]) }
      #expect(throws: WireReader.Malformed.self) { try Packet.decodeCoordinatorMessages([first]) }
    }
  }

  @Test(arguments: [Int.max, .min, -1, 1 << 40])
  func aCountThatTheBytesCannotHoldIsRefused(count: Int) {
    var writer = WireWriter()
    writer.write(UInt8(1))
    writer.write(Self.trial)
    writer.write(count)
    #expect(throws: WireReader.Malformed.self) {
      try Packet.decodeWorkerMessages(writer.bytes)
    }
    var text = WireWriter()
    text.write(UInt8(4))
    text.write(Int(ExperimentError.Kind.data.rawValue))
    text.write(count)
    #expect(throws: WireReader.Malformed.self) { try Packet.decodeWorkerMessages(text.bytes) }
  }

  @Test func everyByteThatIsWrongIsRefusedOrReadButNeverFatal() {
    for message in Self.workerMessages {
      let right = bytes(message)
      for index in right.indices {
        var bytes = right
        bytes[index] ^= 0xFF
        #expect((try? Packet.decodeWorkerMessages(bytes)) != [message])
      }
    }
    for message in Self.coordinatorMessages {
      let right = bytes(message)
      for index in right.indices {
        var bytes = right
        bytes[index] ^= 0xFF
        #expect((try? Packet.decodeCoordinatorMessages(bytes)) != [message])
      }
    }
  }
}
