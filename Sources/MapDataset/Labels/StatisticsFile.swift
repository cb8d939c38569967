import Files
import Foundation

/// A dataset's `statistics_*.json`: `{label: {"mean", "std", "max", "min"}}`.
enum StatisticsFile {
  /// What stands under a key: only that of a label must be statistics.
  private struct Entry: Decodable {
    let statistics: Result<LabelStatistics, any Error>

    init(from decoder: any Decoder) { statistics = Result { try LabelStatistics(from: decoder) } }
  }

  /// Reads the statistics of `labels`, as far as the file at `path` has them.
  static func read(
    _ path: String, labels: [String]
  ) throws(DatasetError) -> [String: LabelStatistics] {
    let file = try ReadableFile.open(path)
    let bytes = try file.bytes(at: 0, atMost: file.byteCount())
    do {
      let entries = try JSONDecoder().decode([String: Entry].self, from: Data(bytes))
      return try entries.filter { labels.contains($0.key) }.sorted { $0.key < $1.key }.reduce(
        into: [:]
      ) {
        $0[$1.key] = try $1.value.statistics.get()
      }
    } catch {
      throw .malformed(path, reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { "\"\($0.stringValue)\"" }.joined(separator: ".")
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      "the label \(place(context.codingPath)) has no \"\(key.stringValue)\""
    case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
      .valueNotFound(_, let context) where !context.codingPath.isEmpty:
      "\(place(context.codingPath)) must be "
        + (context.codingPath.count == 1 ? "an object of mean, std, max and min" : "a number")
    default:
      "is not a JSON object of finite statistics by label"
    }
  }
}
