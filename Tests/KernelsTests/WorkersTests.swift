import Synchronization
import Testing

@testable import Kernels

@Suite struct WorkersTests {
  private final class Counts: Sendable {
    let values: Mutex<[Int]>
    init(_ count: Int) { values = Mutex(Array(repeating: 0, count: count)) }
  }

  @Test(arguments: [1, 2, 5])
  func everyIndexIsVisitedOnce(_ threads: Int) {
    let workers = Workers()
    workers.use(threads: threads)
    #expect(workers.count == threads)
    for count in [0, 1, 2, 100] {
      let visits = Counts(count)
      workers.forEach(count) { index in visits.values.withLock { $0[index] += 1 } }
      #expect(visits.values.withLock { $0.allSatisfy { $0 == 1 } })
    }
  }

  @Test(arguments: [1, 3])
  func partsCoverTheRangeInWholeSteps(_ threads: Int) {
    let workers = Workers()
    workers.use(threads: threads)
    for range in [0..<0, 5..<6, 0..<64, 3..<200] {
      let visits = Counts(200)
      workers.split(range, step: 16) { number, part in
        #expect(number < workers.partLimit)
        #expect((part.lowerBound - range.lowerBound).isMultiple(of: 16))
        for index in part { visits.values.withLock { $0[index] += 1 } }
      }
      let visited = visits.values.withLock { $0 }
      #expect(visited.indices.allSatisfy { visited[$0] == (range.contains($0) ? 1 : 0) })
    }
  }

  @Test func manyShortLoopsEndOneAfterTheOther() {
    let workers = Workers()
    workers.use(threads: 3)
    let sum = Mutex(0)
    for _ in 0..<20_000 {
      workers.forEach(3) { index in sum.withLock { $0 += index } }
    }
    #expect(sum.withLock { $0 } == 60_000)
  }

  @Test func aLoopWithinALoopIsPlain() {
    let workers = Workers()
    workers.use(threads: 2)
    let visits = Counts(6)
    workers.forEach(2) { outer in
      workers.forEach(3) { inner in visits.values.withLock { $0[3 * outer + inner] += 1 } }
    }
    #expect(visits.values.withLock { $0.allSatisfy { $0 == 1 } })
  }
}
