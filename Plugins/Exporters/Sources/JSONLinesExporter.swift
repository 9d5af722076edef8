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
      ),
      StageExample(
        "Of words only their number.",
        files: ["bo.txt": "Bo met Zoë. Zoë left."],
        pipeline: """
          pipeline: jsonl/1
          source: {uses: text-files@1, with: {path: bo.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
          export:
            - {uses: jsonl@1, with: {text: false, counts: [Token]}}
          """
      ),
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the file.")
    var path = "annotations.jsonl"
    @Setting("What offsets count.")
    var offsets = OffsetChoice.codepoints
    @Setting("Types to write; all, when not given.", example: ["Person"])
    var types: [String]? = nil
    @Setting(
      "Types of which only the number of annotations is written, under 'counts'.",
      example: ["Token"]
    )
    var counts: [String] = []
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
  private let counted: [CountedType]

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    selection = try Selection(
      types: options.types,
      features: options.features,
      counts: options.counts,
      setup
    )
    counted = options.counts.map { CountedType(type: setup.type($0), key: JSONKey($0)) }
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
    scratch.shown.show(document, selection, options.offsets.unit)
    scratch.writer.beginObject()
    writeHead(of: document, to: &scratch.writer)
    if !counted.isEmpty { writeCounts(of: document, to: &scratch.writer) }
    scratch.writer.key(Keys.annotations)
    scratch.writer.beginList()
    var merge = AnnotationMerge(scratch.shown.tables)
    while let stretch = merge.next() {
      try call.checkStop()
      Self.write(stretch.positions, of: scratch.shown.tables[stretch.table], document, &scratch)
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

  private func writeCounts(of document: borrowing Document, to writer: inout JSONWriter) {
    writer.key(Keys.counts)
    writer.beginObject()
    for type in counted {
      writer.member(type.key, Int64(document.annotations(of: type.type).count))
    }
    writer.endObject()
  }

  private static func write(
    _ positions: Range<Int>,
    of table: ShownTable,
    _ document: borrowing Document,
    _ scratch: inout Scratch
  ) {
    let room = table.roomForFeatures
    var first = positions.lowerBound
    while first < positions.upperBound {
      let (stage, rule) = table.origin(at: first)
      var next = first + 1
      while next < positions.upperBound, table.origin(at: next) == (stage, rule) { next += 1 }
      let place = scratch.labels.place(stage: stage, rule: rule, in: document)
      let tail = scratch.labels[place].tail
      if let room {
        writeAtOnce(first..<next, of: table, features: room, tail, &scratch)
      } else {
        for position in first..<next { write(position, of: table, tail, document, &scratch) }
      }
      first = next
    }
  }

  /// Writes annotations whose features take so many bytes at most.
  private static func writeAtOnce(
    _ positions: Range<Int>,
    of table: ShownTable,
    features: Int,
    _ tail: [UInt8],
    _ scratch: inout Scratch
  ) {
    let room = table.name.head.count + Parts.room + features + tail.count + 1
    let shown = scratch.shown
    scratch.writer.begin(upTo: room * positions.count, isOpen: false) { cursor in
      for position in positions {
        if position > positions.lowerBound { cursor.put(UInt8(ascii: ",")) }
        let row = table.rows[position]
        cursor.put(headOf: row, of: table, shown)
        var comma = false
        for i in table.columns.indices where table.columns[i].values.has(row) {
          cursor.put(row, of: table.columns[i], shown, &comma)
        }
        cursor.put(tail)
      }
    }
  }

  private static func write(
    _ position: Int,
    of table: ShownTable,
    _ tail: [UInt8],
    _ document: borrowing Document,
    _ scratch: inout Scratch
  ) {
    let row = table.rows[position]
    let shown = scratch.shown
    scratch.writer.begin(upTo: table.name.head.count + Parts.room, isOpen: true) {
      $0.put(headOf: row, of: table, shown)
    }
    scratch.writer.features(
      of: row,
      in: table,
      of: document,
      offsets: shown.offsets,
      targets: shown.targets
    )
    scratch.writer.end(tail)
  }

  private enum Keys {
    static let id = JSONKey("id")
    static let text = JSONKey("text")
    static let published = JSONKey("published")
    static let metadata = JSONKey("metadata")
    static let annotations = JSONKey("annotations")
    static let counts = JSONKey("counts")
  }
}

/// A type of which only the number of annotations is written.
private struct CountedType {
  let type: Symbol
  let key: JSONKey
}

/// What stands between the values of an annotation.
private enum Parts {
  static let id = Array(",\"id\":".utf8)
  static let start = Array(",\"start\":".utf8)
  static let end = Array(",\"end\":".utf8)
  static let features = Array(",\"features\":{".utf8)
  /// Bytes of all of them and three integers.
  static let room =
    id.count + start.count + end.count + features.count + 3 * ByteCursor.decimalRoom
}

extension ShownTable {
  fileprivate func origin(at position: Int) -> (stage: UInt32, rule: UInt32) {
    let row = rows[position]
    return (stage[row], rule[row])
  }
}

extension ByteCursor {
  /// Writes an annotation up to its features.
  fileprivate mutating func put(headOf row: Int, of table: ShownTable, _ shown: ShownDocument) {
    put(table.name.head)
    if shown.targets.contains(table.id[row]) {
      put(Parts.id)
      put(decimal: table.id[row])
    }
    put(Parts.start)
    put(decimal: table.convertedStart(row, shown.offsets))
    put(Parts.end)
    put(decimal: table.convertedEnd(row, shown.offsets))
    put(Parts.features)
  }

  /// Writes a feature of a kind that takes few bytes.
  fileprivate mutating func put(
    _ row: Int,
    of column: ShownColumn,
    _ shown: ShownDocument,
    _ comma: inout Bool
  ) {
    if column.kind == .reference, !shown.targets.contains(column.values.reference(row)) { return }
    if comma { put(UInt8(ascii: ",")) }
    comma = true
    switch column.kind {
    case .span:
      put(column.names.start.bytes)
      put(decimal: shown.offsets[column.offsets + 2 * row])
      put(UInt8(ascii: ","))
      put(column.names.end.bytes)
      put(decimal: shown.offsets[column.offsets + 2 * row + 1])
    case .integer:
      put(column.names.key.bytes)
      put(decimal: column.values.integer(row))
    case .reference:
      put(column.names.key.bytes)
      put(decimal: column.values.reference(row))
    case .text, .number, .flag, .list: preconditionFailure("values whose length is not known")
    }
  }
}
