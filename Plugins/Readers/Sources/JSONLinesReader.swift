public import GalleyKit

/// Reads documents from JSON Lines: one object per line.
public struct JSONLinesReader: ReaderStage {
  public static let manifest = Manifest(
    "jsonl@1",
    "Reads documents from JSON Lines, one object per line.",
    endings: ["jsonl", "ndjson"],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Each line is a document; fields that have no option become metadata.",
        files: [
          "posts.jsonl": """
          {"id": "p1", "body": "A ferry left Oslo.", "date": "2023-05-19", "likes": 12}
          {"id": "p2", "body": "Bergen has rain.", "date": "2023-05-20", "likes": 3}
          """
        ],
        pipeline: """
          pipeline: jsonl/1
          source: {uses: jsonl@1, with: {path: posts.jsonl, text: /body, published: /date}}
          export:
            - {uses: jsonl@1, with: {metadata: true}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      "File, folder or pattern of files, unless '--input' names them.",
      example: "news.jsonl"
    )
    var path: FilePath? = nil
    @Setting("JSON pointer to the document id; without one the host makes an id.")
    var id = "/id"
    @Setting("JSON pointer to the text.")
    var text = "/text"
    @Setting("JSON pointer to the day or time of publication.")
    var published = "/published"
    @Setting("JSON pointer to the title.")
    var title = "/title"
    @Setting("Fields of the line that do not become metadata.", example: ["annotations"])
    var ignore: [String] = []
    @Setting(
      "Layer for the line's list 'annotations', offsets in code points; without one it is not read.",
      example: "gold"
    )
    var annotations: String? = nil
    @Setting("What becomes of annotations and features that nothing declares.")
    var undeclared = UndeclaredChoice.refuse

    public init() {}
  }

  /// One open stream with its scratch memory.
  public struct Cursor {
    let lines: LineReader
    var document: LineDocument
  }

  private let fields: DocumentFields
  /// Where annotations go, and what they may be.
  private let layer: (name: String, schema: LayerSchema)?

  public init(options: Options, setup: borrowing Setup) throws {
    fields = try DocumentFields(options, setup)
    try LayerSchema.check(layer: options.annotations, setup)
    let undeclared = options.undeclared
    layer = options.annotations.map { ($0, LayerSchema(setup, undeclared: undeclared)) }
  }

  public func open(_ stream: InputStream, call: borrowing StageCall) throws -> Cursor {
    Cursor(lines: LineReader(stream), document: LineDocument())
  }

  public func next(
    _ cursor: inout Cursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    guard try cursor.lines.fill() else { return false }
    while let line = cursor.lines.next(longest: batch.longestText) {
      try call.checkStop()
      if line.isTooLong {
        batch.fail(
          line: line.number,
          byte: line.byte,
          code: "line-too-long",
          "the line is longer than \(batch.longestText) bytes; raise 'max_document'"
        )
      } else if !line.isBlank {
        try read(line, with: &cursor.document, into: batch)
      }
    }
    return true
  }

  private func read(
    _ line: LineReader.Line,
    with document: inout LineDocument,
    into batch: borrowing DocumentBatch
  ) throws {
    document.removeAll()
    var annotations: LineAnnotations?
    do throws(JSONProblem) {
      let object = try JSONObject(line.bytes)
      try document.read(object, fields)
      if let layer, let list = object["annotations"] {
        annotations = try LineAnnotations(list, text: document.text, layer.schema)
      }
    } catch {
      batch.fail(
        id: document.id,
        line: line.number,
        byte: line.byte + (error.byte ?? 0),
        code: error.kind.rawValue,
        error.sentence(in: line.bytes)
      )
      return
    }
    try document.withUTF8 { id, text in
      try batch.add(
        id: id,
        utf8: text,
        metadata: document.metadata,
        line: line.number,
        byte: line.byte
      )
    }
    if let layer { try annotations?.hand(to: batch, layer: layer.name, layer.schema) }
  }
}
