public import GalleyKit

/// Reads documents from CoNLL-U: one word per line, with its features.
public struct CoNLLUReader: ReaderStage {
  public static let manifest = Manifest(
    "conllu@1",
    "Reads documents from CoNLL-U, the format of Universal Dependencies, one word per line.",
    endings: ["conllu"],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "The text is put together of the words; what the lines say goes into a layer.",
        files: [
          "ferry.conllu": """
          # newdoc id = ferry
          1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_
          2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
          2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
          3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
          4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
          5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

          """
        ],
        pipeline: """
          pipeline: conllu/1
          source: {uses: conllu@1, with: {path: ferry.conllu}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
          export:
            - {uses: csv@1, with: {types: [Token], features: []}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      "File, folder or pattern of files, unless '--input' names them.",
      example: "news/*.conllu"
    )
    var path: FilePath? = nil
    @Setting(
      "Layer for sentences and words, with the features the pipeline declares, to compare results with; stages and exporters do not see it. Without one they are not read.",
      example: "gold"
    )
    var annotations: String? = nil

    public init() {}
  }

  /// One open file.
  public struct Cursor {
    let lines: LineReader
    var document = CoNLLUDocument()
    var isAtEnd = false
  }

  /// Where annotations go, and which ones are declared.
  private let layer: (name: String, columns: CoNLLUColumns)?

  public init(options: Options, setup: borrowing Setup) throws {
    try LayerSchema.check(layer: options.annotations, setup)
    let columns = CoNLLUColumns(setup)
    layer = options.annotations.map { ($0, columns) }
  }

  public func open(_ stream: InputStream, call: borrowing StageCall) throws -> Cursor {
    Cursor(lines: LineReader(stream))
  }

  public func next(
    _ cursor: inout Cursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    guard try cursor.lines.fill() else {
      try finish(&cursor.document, into: batch)
      return false
    }
    while let line = cursor.lines.next(longest: batch.longestText) {
      try call.checkStop()
      if cursor.document.isComplete(before: line) { try finish(&cursor.document, into: batch) }
      cursor.document.read(line)
    }
    return true
  }

  /// Hands a document over and begins the next one.
  private func finish(
    _ document: inout CoNLLUDocument,
    into batch: borrowing DocumentBatch
  ) throws {
    document.end()
    defer { document = CoNLLUDocument() }
    if let problem = document.problem {
      return batch.fail(
        id: document.id,
        line: problem.line,
        byte: problem.byte,
        code: "bad-conllu",
        problem.message
      )
    }
    guard !document.words.isEmpty || document.id != nil else { return }
    try document.text.withUnsafeBufferPointer {
      try batch.add(id: document.id, utf8: $0, line: document.id == nil ? 0 : document.line)
    }
    if let layer { try layer.columns.hand(document, to: batch, layer: layer.name) }
  }
}
