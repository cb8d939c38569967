import Files
import Foundation
import Kernels
import Testing

@testable import TensorBoard

struct EventFileWriterTests {
  private let directory = FileManager.default.temporaryDirectory
    .appending(path: "events-\(UUID().uuidString)").path()

  private func contents(_ body: (EventFileWriter) throws -> Void) throws -> [UInt8] {
    defer { try? Directory.remove(directory) }
    let writer = try EventFileWriter(
      directory: directory, hostname: "node-1", wallTime: 1_727_691_376.25)
    try body(writer)
    try writer.flush()
    return try Fixture.bytes(at: writer.path)
  }

  private func histogram(_ values: [Float]) throws -> Tensorboard_HistogramProto {
    let bytes = try contents { writer in
      writer.histogram("weight", FloatBuffer(values), step: 7, wallTime: 1_727_691_376.25)
    }
    return try #require(EventFile.events(bytes).last).summary.value[0].histo
  }

  @Test func scalarsAreTensorBoardsByteForByte() throws {
    let bytes = try contents { writer in
      writer.scalar("loss/train", 0.1, step: 1, wallTime: 1_727_691_376.5)
      writer.scalar("loss/validation", 0, step: 0, wallTime: 1_727_691_377.5)
      writer.scalar("größe", -1e30, step: 70_000, wallTime: 1_727_691_378.5)
    }
    #expect(try bytes == Fixture.bytes("scalars.tfevents"))
  }

  @Test func aHistogramIsThatOfNumPyAndPyTorch() throws {
    let expected = try EventFile.events(Fixture.bytes("histogram.tfevents"))[0]
    let values = try Fixture.decode([Float].self, "values.json")
    let bytes = try contents { writer in
      writer.histogram("conv1.weight", FloatBuffer(values), step: 7, wallTime: 1_727_691_376.25)
    }
    let event = try EventFile.events(bytes)[1]
    #expect(event.step == expected.step)
    #expect(event.wallTime == expected.wallTime)
    #expect(event.summary.value[0].tag == expected.summary.value[0].tag)

    let (ours, theirs) = (event.summary.value[0].histo, expected.summary.value[0].histo)
    #expect(ours.bucket == theirs.bucket)
    #expect(ours.min == theirs.min)
    #expect(ours.max == theirs.max)
    #expect(ours.num == theirs.num)
    #expect(abs(ours.sum - theirs.sum) < 1e-10 * theirs.sumSquares)
    #expect(abs(ours.sumSquares - theirs.sumSquares) < 1e-12 * theirs.sumSquares)
    #expect(ours.bucketLimit.count == theirs.bucketLimit.count)
    for (our, their) in zip(ours.bucketLimit, theirs.bucketLimit) {
      #expect(abs(our - their) < 1e-12)
    }
  }

  @Test func valuesThatAreNotFiniteDoNotCount() throws {
    let withOthers = try histogram([1, .nan, -2, .infinity, 4, -.infinity])
    #expect(withOthers == (try histogram([1, -2, 4])))
    #expect(withOthers.num == 3)
    #expect(withOthers.bucket.reduce(0, +) == 3)
  }

  @Test func histogramsOfNothingAndOfOneValueAreWellFormed() throws {
    #expect(try histogram([]) == Tensorboard_HistogramProto())
    #expect(try histogram([.nan]) == Tensorboard_HistogramProto())
    let constant = try histogram([3, 3, 3])
    #expect(constant.bucketLimit == [3, 3])
    #expect(constant.bucket == [0, 3])
    let extreme = try histogram([-Float.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(extreme.bucket.first { $0 > 0 } == 1)
    #expect(extreme.bucket.last == 1)
    let tiny = try histogram([0, .leastNonzeroMagnitude])
    #expect(tiny.bucket.reduce(0, +) == 2)
  }

  @Test func anUndefinedScalarStaysUndefined() throws {
    let bytes = try contents { $0.scalar("loss", .nan, step: 1, wallTime: 1) }
    #expect(try EventFile.events(bytes)[1].summary.value[0].simpleValue.isNaN)
  }

  @Test func eventsAreInTheFileOnceFlushed() throws {
    _ = try contents { writer in
      func count() throws -> Int {
        try EventFile.events(Fixture.bytes(at: writer.path)).count
      }
      #expect(try count() == 1)
      writer.scalar("loss", 1, step: 1, wallTime: 1)
      writer.scalar("loss", 2, step: 2, wallTime: 2)
      #expect(try count() == 1)
      try writer.flush()
      #expect(try count() == 3)
    }
  }

  @Test func filesOfTheSameSecondHaveTheirOwnNames() throws {
    defer { try? Directory.remove(directory) }
    for _ in 0..<3 {
      let writer = try EventFileWriter(directory: directory, hostname: "node-1", wallTime: 12.5)
      try writer.flush()
    }
    let prefix = "events.out.tfevents.0000000012.node-1.\(getpid())."
    #expect(try Directory.names(in: directory) == (0..<3).map { "\(prefix)\($0)" })
  }

  @Test func aDirectoryThatCannotBeMadeIsAnError() {
    #expect(throws: PosixError.self) {
      try EventFileWriter(directory: "/dev/null/events", hostname: "node-1", wallTime: 0)
    }
  }
}
