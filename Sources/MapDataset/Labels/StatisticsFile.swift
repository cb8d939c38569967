import Files
import Foundation

/// A dataset's `statistics_*.json`: `{label: {"mean", "std", "max", "min"}}`.
enum StatisticsFile {
  /// Reads the statistics of all labels in the file at `path`.
  static func read(_ path: String) throws(DatasetError) -> [String: LabelStatistics] {
    let file = try ReadableFile.open(path)
    let bytes = try file.bytes(at: 0, atMost: file.byteCount())
    do {
      return try JSONDecoder().decode([String: LabelStatistics].self, from: Data(bytes))
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
