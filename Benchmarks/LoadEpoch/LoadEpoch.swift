import Dispatch
import Foundation
import MapDataset
import Synchronization

/// What an epoch costs before anything is trained: opens a dataset, checks it as training does, and reads
/// every batch once in random order. Prints the milliseconds of that, and of a later pass where there are more.
///
///     load-epoch TABLE|FILE.h5 THREADS [GIBIBYTES [PASSES]]    three maps, labels in the columns 3 and 4, batches of 8
///     load-epoch --table FILE.csv INPUTS    only the labels of a table with so many input columns
@main
enum LoadEpoch {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 4, arguments[1] == "--table", let inputs = Int(arguments[3]) {
      let labels = [inputs, inputs + 1]
      let statistics = try MapDataset.statistics(
        description(arguments[2], Array(0..<inputs), labels))
      print(statistics.count)
    } else if arguments.count >= 3, let threads = Int(arguments[2]) {
      let gibibytes = arguments.count > 3 ? Double(arguments[3]) ?? 0 : 8
      let passes = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
      let start = ContinuousClock.now
      var memory = MapMemory(byteLimit: Int(gibibytes * 0x1p30), runName: nil)
      let dataset = try MapDataset(description(arguments[1], [0, 1, 2], [3, 4]), &memory)
      var faults = DatasetFaults(path: dataset.path)
      dataset.check(all: false, threadCount: threads, &faults)
      try faults.throwIfAny()
      readAll(dataset, threads: threads)
      let first = ContinuousClock.now
      for _ in 1..<max(passes, 2) where passes > 1 { readAll(dataset, threads: threads) }
      let later = (ContinuousClock.now - first) / Double(max(passes - 1, 1))
      print("\(dataset.sampleCount) samples, \(dataset.storage)")
      print((first - start) / .milliseconds(1), later / .milliseconds(1))
    } else {
      fatalError("usage: see Benchmarks/LoadEpoch/LoadEpoch.swift")
    }
  }

  private static func description(
    _ path: String, _ inputs: [Int], _ labels: [Int]
  ) -> DatasetDescription {
    DatasetDescription(
      tablePath: path, statisticsPath: nil, inputColumns: inputs, labelColumns: labels,
      scaling: .standardize)
  }

  private static func readAll(_ dataset: MapDataset, threads: Int) {
    let order = Array(0..<dataset.sampleCount).shuffled()
    let batchSize = 8
    let next = Atomic<Int>(0)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var output = [Float](repeating: 0, count: batchSize * dataset.inputShape.reduce(1, *))
      while true {
        let start = next.wrappingAdd(batchSize, ordering: .relaxed).oldValue
        if start >= order.count { return }
        let samples = order[start..<min(start + batchSize, order.count)]
        let count = samples.count * dataset.inputShape.reduce(1, *)
        if output.count != count { output = Array(repeating: 0, count: count) }
        var span = output.mutableSpan
        do { try dataset.readInputs(samples, into: &span) } catch {
          failures.withLock { $0.append("\(error)") }
          return
        }
      }
    }
    if let failure = failures.withLock(\.first) { fatalError(failure) }
  }
}
