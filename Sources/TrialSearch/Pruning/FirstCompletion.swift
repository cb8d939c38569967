/// The complete variant with the lowest number, by whose length automatic resources go.
struct FirstCompletion: Sendable, Equatable {
  /// The variant's number.
  let number: Int
  /// The step of its last report.
  let lastStep: Int

  /// Of a variant that ran to its end and reported on the way.
  init?(_ record: SearchRecord) {
    guard record.finalValue != nil, let last = record.intermediateValues.last else { return nil }
    number = record.number
    lastStep = last.step
  }

  /// The one with the lowest number among `records`.
  static func first(in records: some Sequence<SearchRecord>) -> FirstCompletion? {
    records.lazy.compactMap(FirstCompletion.init).min { $0.number < $1.number }
  }
}
