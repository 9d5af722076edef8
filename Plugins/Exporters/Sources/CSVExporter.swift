public import GalleyKit

/// Writes annotations as a table, one row per annotation.
public struct CSVExporter: LinesExporter {
  public static let manifest = Manifest(
    "csv@1",
    "Writes one row of CSV per annotation, with its covered text.",
    readsOptional: ["*"],
    configurable: true,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Of one type each feature has a column; offsets count what the reader of the file counts.",
        files: ["zoe.txt": "Zoë Lee paid 20 euros, Bo Ray 7."],
        pipeline: #"""
          pipeline: csv/1
          types: {Name: {first: text, last: text}}
          source: {uses: text-files@1, with: {path: zoe.txt}}
          stages:
            - id: names
              uses: regex@1
              with:
                patterns:
                  - name: pair
                    type: Name
                    pattern: '(?<first>\p{Lu}\w+) (?<last>\p{Lu}\w+)'
                    flags: [unicode]
          export:
            - {uses: csv@1, with: {types: [Name], offsets: utf16, delimiter: ;}}
          """#
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the file.")
    var path = "annotations.csv"
    @Setting("What stands between two fields.")
    var delimiter = Delimiter.comma
    @Setting("Whether the first row names the columns.")
    var header = true
    @Setting("What offsets count.")
    var offsets = OffsetChoice.codepoints
    @Setting("Types to write; all, when not given. One type has a column for each feature.")
    var types: [String]? = nil
    @Setting("Features to write, as Type.feature; all, when not given.", example: ["Person.name"])
    var features: [String]? = nil
    @Setting("Whether texts that a spreadsheet would run as formulas get an apostrophe.")
    var escapeFormulas = false

    public init() {}
  }

  /// Memory of one lane.
  public struct Scratch {
    var writer: CSVWriter
    var json = JSONWriter()
    var shown = ShownDocument()
    var labels = ProvenanceLabels()
  }

  private let options: Options
  private let selection: Selection
  private let columns: CSVColumns

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    selection = try Selection(types: options.types, features: options.features, setup)
    columns = CSVColumns(of: options.types, selection, setup)
    setup.declare(outputs: [OutputDeclaration(options.path, .lines)])
  }

  public func makeScratch() -> Scratch { Scratch(writer: makeWriter()) }

  public func header(output: Int) -> String {
    guard options.header else { return "" }
    var writer = makeWriter()
    for name in ["document", "id", "type", "start", "end", "text", "by"] + columns.names {
      writer.field(name)
    }
    writer.endRow()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  public func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.writer.removeAll()
    scratch.shown.show(document, selection, options.offsets.unit)
    var idWriter = makeWriter()
    idWriter.field(document.id)
    var merge = AnnotationMerge(scratch.shown.tables)
    while let stretch = merge.next() {
      try call.checkStop()
      let table = scratch.shown.tables[stretch.table]
      for position in stretch.positions {
        write(table.rows[position], of: table, idWriter.bytes, document, &scratch)
      }
    }
    try bytes.write(scratch.writer.bytes)
  }

  private func write(
    _ row: Int,
    of table: ShownTable,
    _ id: [UInt8],
    _ document: borrowing Document,
    _ scratch: inout Scratch
  ) {
    let label = scratch.labels.place(stage: table.stage[row], rule: table.rule[row], in: document)
    let covered = Int(table.start[row])..<Int(table.end[row])
    scratch.writer.field(written: id)
    scratch.writer.field(table.id[row])
    scratch.writer.field(utf8: document.utf8(of: table.type))
    scratch.writer.field(table.convertedStart(row, scratch.shown.offsets))
    scratch.writer.field(table.convertedEnd(row, scratch.shown.offsets))
    scratch.writer.field(utf8: UnsafeBufferPointer(rebasing: document.utf8[covered]))
    scratch.writer.field(utf8: scratch.labels[label].utf8)
    columns.write(row, of: table, document, &scratch)
    scratch.writer.endRow()
  }

  private func makeWriter() -> CSVWriter {
    CSVWriter(delimiter: options.delimiter.byte, escapesFormulas: options.escapeFormulas)
  }
}

/// What stands between two fields.
enum Delimiter: String, SettingChoice {
  case comma = ","
  case semicolon = ";"
  case tab

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: 0x09
    }
  }
}
