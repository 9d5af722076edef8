public import GalleyKit

/// Reads documents from tables: one row of CSV or TSV, one document.
public struct CSVReader: ReaderStage {
  public static let manifest = Manifest(
    "csv@1",
    "Reads documents from CSV or TSV, one document per row.",
    endings: ["csv", "tsv"],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Two columns are the text; an empty cell is no value.",
        files: [
          "news.csv": #"""
          url,headline,body,date,paper
          https://paper.example/1,Talks in Oslo,"Zoë Lee met Bo.
          ""It was short,"" she said.",2023-05-19,Paper
          https://paper.example/2,Rain,,2023-05-20,
          """#
        ],
        pipeline: """
          pipeline: csv/1
          source:
            uses: csv@1
            with: {path: news.csv, id: url, text: [headline, body], published: date}
          export:
            - {uses: jsonl@1, with: {metadata: true}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      "File, folder or pattern of files, unless '--input' names them.",
      example: "news.csv"
    )
    var path: FilePath? = nil
    @Setting("Columns of the text; several are joined by an empty line.", example: ["body"])
    var text = ["text"]
    @Setting(
      "Column of the document id; when not given, 'id' if there is one. Without one, or with '', the host makes an id of file and line.",
      example: "url"
    )
    var id: String? = nil
    @Setting(
      "Column of the day or time of publication; when not given, 'published' if there is one.",
      example: "date"
    )
    var published: String? = nil
    @Setting(
      "Column of the title; when not given, 'title' if there is one.",
      example: "headline"
    )
    var title: String? = nil
    @Setting(
      "Columns that become metadata under their own names; all others, when not given.",
      example: ["source", "section"]
    )
    var metadata: [String]? = nil
    @Setting("Whether the first row names the columns.")
    var header = true
    @Setting(
      "Names of the columns of a file without a header; when not given, 'column1', 'column2' and so on.",
      example: ["id", "text"]
    )
    var columns: [String]? = nil
    @Setting(
      "What stands between two cells: one character, or 'tab'. When not given, a comma; in files that end in '.tsv', a tab.",
      example: ";"
    )
    var delimiter: String? = nil
    @Setting("What stands around cells with delimiters or line ends: one character, or 'none'.")
    var quote = "\""
    @Setting(
      "Encoding of the files, 'auto' row by row; a byte order mark of UTF-8 or UTF-16 is believed first."
    )
    var encoding = TextEncoding.utf8
    @Setting("What to do with a row that has bytes which are no characters.")
    var invalid = InvalidBytes.fail

    public init() {}
  }

  /// One open stream with its scratch memory.
  public struct Cursor {
    let rows: RowReader
    /// nil until the columns are known.
    var columns: ColumnRoles?
    var document: RowDocument
  }

  private let options: Options
  private let dialect: Dialect

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    dialect = try Dialect(options, setup)
    try ColumnRoles.check(options, setup)
  }

  public func open(_ stream: InputStream, call: borrowing StageCall) throws -> Cursor {
    let rows = RowReader(
      MarkedBytes(stream, replacesHalves: options.invalid == .replace),
      dialect.signs(in: stream.name),
      remedy: "raise 'max_document'"
    )
    return Cursor(rows: rows, document: RowDocument(rows, options.encoding, options.invalid))
  }

  public func next(
    _ cursor: inout Cursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    // The rows behind a quote that was not closed have all been read: only some go out at once.
    for _ in 0..<256 {
      guard let row = cursor.rows.next(longest: batch.longestText) else {
        return try cursor.rows.fill()
      }
      try call.checkStop()
      let isDocument: Bool
      do throws(RowProblem) {
        isDocument = try read(row, with: &cursor)
      } catch {
        // Without the names of its columns a table means nothing.
        let isEnd = cursor.columns == nil && (options.header || row.problem == nil)
        fail(row, error, isEnd: isEnd, cursor.document.id, batch)
        if isEnd { return false }
        continue
      }
      guard isDocument else { continue }
      try cursor.document.withUTF8 { id, text, metadata in
        try batch.add(id: id, utf8: text, metadata: metadata, line: row.line, byte: row.byte)
      }
    }
    return true
  }

  /// Reads a row; whether it is a document, not the header.
  private func read(_ row: Row, with cursor: inout Cursor) throws(RowProblem) -> Bool {
    cursor.document.removeAll()
    if let problem = row.problem { throw problem }
    if let columns = cursor.columns {
      try cursor.document.read(row, columns)
      return true
    }
    if options.header {
      let names = try cursor.document.texts(row)
      cursor.columns = try ColumnRoles(header: names, options, cursor.rows.signs)
      return false
    }
    let columns = try ColumnRoles(cells: row.cells, options, cursor.rows.signs)
    cursor.columns = columns
    try cursor.document.read(row, columns)
    return true
  }

  private func fail(
    _ row: Row,
    _ problem: RowProblem,
    isEnd: Bool,
    _ id: [UInt8],
    _ batch: borrowing DocumentBatch
  ) {
    batch.fail(
      id: String(decoding: id, as: UTF8.self),
      line: row.line,
      byte: problem.byte ?? row.byte,
      code: problem.code,
      isEnd ? "\(problem.sentence); the file is passed over" : problem.sentence
    )
  }
}
