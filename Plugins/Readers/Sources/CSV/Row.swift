/// A row of a table; the bytes of its cells are valid until the next `fill` of its `RowReader`.
struct Row {
  /// 1-based line of its beginning.
  var line: Int
  /// Offset of its beginning in the stream; 0 when the stream is UTF-16.
  var byte: Int
  /// Bytes without the line end; empty when there is a problem.
  var bytes: UnsafeBufferPointer<UInt8>
  var cells: [Cell]
  var problem: RowProblem?

  /// A cell without its quotes.
  struct Cell {
    /// Bytes of the row.
    var range: Range<Int>
    var isQuoted: Bool
    /// Whether quotes in it are doubled.
    var hasQuotes: Bool

    /// Whether nothing was written: an empty text is written as two quotes.
    var isNothing: Bool { range.isEmpty && !isQuoted }
  }
}

/// Why a row, or the whole table, cannot be read.
struct RowProblem: Error {
  var code: String
  var message: String
  /// Offset in the stream; nil: where the row begins.
  var byte: Int?

  init(_ code: String, _ message: String, byte: Int? = nil) {
    self.code = code
    self.message = message
    self.byte = byte
  }
}
