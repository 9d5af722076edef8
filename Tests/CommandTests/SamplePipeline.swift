import TestCommands

/// A small pipeline over a small corpus, to use commands on.
enum SamplePipeline {
  /// Every stage makes something the tests can look at.
  static let text = """
    pipeline: ships/1
    types: {Ship: {}, Number: {value: integer}}
    source: {uses: jsonl@1, with: {path: corpus.jsonl}}
    stages:
      - {uses: sentences@1}
      - {uses: tokens@1}
      - id: ships
        uses: regex@1
        with: {patterns: [{name: ship, type: Ship, pattern: 'MV \\w+'}]}
      - id: numbers
        uses: regex@1
        with: {patterns: [{name: digits, type: Number, pattern: '(?<value>\\d+)'}]}
    export:
      - {uses: jsonl@1}
    """

  static let corpus = """
    {"id": "a", "text": "The MV Aurora left at 7. It was late.", "section": "harbour"}
    {"id": "b", "text": "Nothing sailed.", "section": "weather"}
    {"id": "c", "text": "MV Borea and MV Clio came in.", "section": "harbour"}

    """

  /// A folder with `ships.yaml` and its `corpus.jsonl`.
  ///
  /// - Parameter files: more files, or others in their place.
  /// - Returns: the program in that folder.
  /// - Throws: Foundation's error when they cannot be written.
  static func galley(_ files: [String: String] = [:]) throws -> Galley {
    try Galley(
      ["ships.yaml": text, "corpus.jsonl": corpus].merging(files, uniquingKeysWith: { $1 })
    )
  }

  /// The pipeline with another stage, whose pattern needs more steps than it may take on some texts:
  /// it fails on a document with `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!b`.
  ///
  /// - Parameter keys: more keys of the stage.
  /// - Returns: its text.
  static func failing(_ keys: String = "") -> String {
    text.replacing(
      "export:",
      with: """
          - id: hasty
            uses: regex@1
            with: {patterns: [{name: runs, type: Ship, pattern: '(?:a+)+(?!!b)!'}]}
          \(keys)
        export:
        """
    )
  }

  /// A corpus in which the second of three documents fails.
  static let failingCorpus = """
    {"id": "a", "text": "MV Aurora."}
    {"id": "b", "text": "MV Borea \(String(repeating: "a", count: 38))!b"}
    {"id": "c", "text": "MV Clio."}

    """
}
