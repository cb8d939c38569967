import Files
import Foundation
import Kernels
import SwiftProtobuf

/// Writes a file of events that TensorBoard shows: scalars and histograms by tag and step.
///
/// Events gather in memory until `flush`. Used by one thread at a time.
public final class EventFileWriter {
  /// Where the file is.
  public var path: String { file.path }

  private let file: AppendingFile
  private var pending: [UInt8] = []

  /// The bytes that wait for `flush`.
  public var pendingByteCount: Int { pending.count }

  /// Creates the file in `directory`, and the directory if need be.
  ///
  /// Its name is TensorBoard's, `events.out.tfevents.<seconds>.<hostname>.<process>.<number>`, with
  /// the lowest number that is free. `wallTime` is in seconds since 1970, as everywhere here.
  public init(directory: String, hostname: String, wallTime: Double) throws(PosixError) {
    try Directory.create(directory)
    let seconds = String(format: "%010d", Int(wallTime))
    file = try Self.createFile(
      "\(directory)/events.out.tfevents.\(seconds).\(hostname).\(getpid())")
    append(wallTime: wallTime, step: 0, .fileVersion("brain.Event:2"))
    try flush()
  }

  private static func createFile(_ prefix: String) throws(PosixError) -> AppendingFile {
    var number = 0
    while true {
      do {
        return try AppendingFile(creating: "\(prefix).\(number)")
      } catch {
        guard error.code == EEXIST else { throw error }
        number += 1
      }
    }
  }

  /// Adds a number. TensorBoard keeps it in single precision, and shows NaN and infinities as such.
  public func scalar(_ tag: String, _ value: Double, step: Int, wallTime: Double) {
    append(tag, .simpleValue(Float(value)), step: step, wallTime: wallTime)
  }

  /// Adds the distribution of `values`: their extremes, moments and counts in buckets of equal
  /// width.
  ///
  /// Values that are not finite do not count.
  public func histogram(_ tag: String, _ values: FloatBuffer, step: Int, wallTime: Double) {
    append(tag, .histo(Tensorboard_HistogramProto(values)), step: step, wallTime: wallTime)
  }

  /// Hands all events over to the system, so that TensorBoard sees them.
  public func flush() throws(PosixError) {
    try file.append(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func append(
    _ tag: String, _ content: Tensorboard_Summary.Value.OneOf_Value, step: Int, wallTime: Double
  ) {
    var value = Tensorboard_Summary.Value()
    value.tag = tag
    value.value = content
    var summary = Tensorboard_Summary()
    summary.value = [value]
    append(wallTime: wallTime, step: step, .summary(summary))
  }

  private func append(wallTime: Double, step: Int, _ content: Tensorboard_Event.OneOf_What) {
    var event = Tensorboard_Event()
    event.wallTime = wallTime
    event.step = Int64(step)
    event.what = content
    do {
      pending.append(record: try event.serializedBytes())
    } catch {
      preconditionFailure(
        "only messages of 2 GiB or with required fields cannot be encoded: \(error)")
    }
  }
}
