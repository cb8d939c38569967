extension String {
  /// The text as a field of a CSV file: in quotes where it has commas, quotes or line ends. Source: RFC 4180.
  public var csvField: String {
    guard utf8.contains(where: { Self.special.contains($0) }) else { return self }
    return "\"" + replacing("\"", with: "\"\"") + "\""
  }

  private static let special = Array(",\"\r\n".utf8)
}
