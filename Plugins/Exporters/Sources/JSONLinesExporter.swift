public import GalleyKit

/// Writes documents as JSON Lines, one document with its annotations per line.
public struct JSONLinesExporter: LinesExporter {
  public static let manifest = Manifest(
    "jsonl@1",
    "Writes one line of JSON per document, with its annotations.",
    readsOptional: ["*"],
    configurable: true,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "One line per document; without its text when that is asked for.",
        files: ["bo.txt": "Bo met Zoë. Zoë left."],
        pipeline: """
          pipeline: jsonl/1
          source: {uses: text-files@1, with: {path: bo.txt}}
          stages:
            - {uses: sentences@1}
          export:
            - {uses: jsonl@1, with: {text: false}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the file.")
    var path = "annotations.jsonl"
    @Setting("What offsets count.")
    var offsets = OffsetChoice.codepoints
    @Setting("Types to write; all, when not given.", example: ["Person"])
    var types: [String]? = nil
    @Setting("Features to write, as Type.feature; all, when not given.", example: ["Token.lemma"])
    var features: [String]? = nil
    @Setting("Whether to write the text.")
    var text = true
    @Setting("Whether to write the metadata.")
    var metadata = false

    public init() {}
  }

  /// Memory of one lane.
  public struct Scratch {
    var writer = JSONWriter()
    var shown = ShownDocument()
    var labels = ProvenanceLabels()
  }

  private let options: Options
  private let selection: Selection

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    selection = try Selection(types: options.types, features: options.features, setup)
    setup.declare(outputs: [OutputDeclaration(options.path, .lines)])
  }

  public func makeScratch() -> Scratch { Scratch() }

  public func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.writer.removeAll()
    scratch.labels.removeAll()
    scratch.shown.show(document, selection, options.offsets.unit)
    scratch.writer.beginObject()
    writeHead(of: document, to: &scratch.writer)
    scratch.writer.key(Keys.annotations)
    scratch.writer.beginList()
    var merge = AnnotationMerge(scratch.shown.tables)
    while let (table, row) = merge.next() {
      try call.checkStop()
      Self.write(row, of: table, document, &scratch)
    }
    scratch.writer.endList()
    scratch.writer.endObject()
    scratch.writer.newline()
    try bytes.write(scratch.writer.bytes)
  }

  private func writeHead(of document: borrowing Document, to writer: inout JSONWriter) {
    let metadata = document.metadata
    writer.key(Keys.id)
    writer.value(document.id)
    if options.text {
      writer.key(Keys.text)
      writer.value(utf8: document.utf8)
    }
    writer.key(Keys.published)
    writer.value(metadata.first { $0.key == "published" }?.value ?? .null)
    guard options.metadata else { return }
    writer.key(Keys.metadata)
    writer.beginObject()
    for (key, value) in metadata where key != "published" {
      writer.key(key)
      writer.value(value)
    }
    writer.endObject()
  }

  private static func write(
    _ row: Int,
    of index: Int,
    _ document: borrowing Document,
    _ scratch: inout Scratch
  ) {
    let table = scratch.shown.tables[index]
    scratch.writer.beginObject()
    scratch.writer.key(Keys.type)
    scratch.writer.raw(table.name)
    if scratch.shown.targets.contains(table.id[row]) {
      scratch.writer.key(Keys.id)
      scratch.writer.value(table.id[row])
    }
    scratch.writer.key(Keys.start)
    scratch.writer.value(table.convertedStart(row, scratch.shown.offsets))
    scratch.writer.key(Keys.end)
    scratch.writer.value(table.convertedEnd(row, scratch.shown.offsets))
    scratch.writer.key(Keys.features)
    scratch.writer.features(
      of: row,
      in: table,
      of: document,
      offsets: scratch.shown.offsets,
      targets: scratch.shown.targets
    )
    scratch.writer.key(Keys.by)
    let label = scratch.labels.label(stage: table.stage[row], rule: table.rule[row], in: document)
    scratch.writer.raw(label.json)
    scratch.writer.endObject()
  }

  private enum Keys {
    static let id = JSONKey("id")
    static let text = JSONKey("text")
    static let published = JSONKey("published")
    static let metadata = JSONKey("metadata")
    static let annotations = JSONKey("annotations")
    static let type = JSONKey("type")
    static let start = JSONKey("start")
    static let end = JSONKey("end")
    static let features = JSONKey("features")
    static let by = JSONKey("by")
  }
}
