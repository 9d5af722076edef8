/// A small run that shows what a stage does.
///
/// Help prints it and `galley docs` runs it, so what a page shows is what the stage made.
public struct StageExample: Sendable, Hashable, Codable {
  /// What there is to see, in one sentence.
  public var shows: String
  /// The files the pipeline reads: names without folders, and their texts.
  public var files: [String: String]
  /// A whole pipeline file; what its first exporter writes is the result.
  public var pipeline: String

  /// An example; texts that do not end with a line break get one.
  ///
  /// ```swift
  /// StageExample(
  ///   "A title does not end a sentence.",
  ///   files: ["example.txt": "Dr. Lee left. She is well."],
  ///   pipeline: """
  ///     pipeline: sentences-example/1
  ///     source: {uses: text-files@1, with: {path: example.txt}}
  ///     stages:
  ///       - {uses: sentences@1}
  ///     export:
  ///       - {uses: csv@1}
  ///     """
  /// )
  /// ```
  public init(_ shows: String, files: [String: String], pipeline: String) {
    self.shows = shows
    self.files = files.mapValues(Self.ended)
    self.pipeline = Self.ended(pipeline)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .shows),
      files: try container.decodeIfPresent([String: String].self, forKey: .files) ?? [:],
      pipeline: try container.decode(String.self, forKey: .pipeline)
    )
  }

  private static func ended(_ text: String) -> String {
    text.utf8.last == 0x0A ? text : text + "\n"
  }
}
