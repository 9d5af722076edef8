/// A row of a table; the bytes of its cells are valid until the next `fill` of its `RowReader`.
package struct Row {
  /// 1-based line of its beginning.
  package var line: Int
  /// Offset of its beginning in the stream; 0 when the stream is UTF-16.
  package var byte: Int
  /// Bytes without the line end; empty when there is a problem.
  package var bytes: UnsafeBufferPointer<UInt8>
  package var cells: [Cell]
  package var problem: RowProblem?

  /// A cell without its quotes.
  package struct Cell {
    /// Bytes of the row.
    package var range: Range<Int>
    package var isQuoted: Bool
    /// Whether quotes in it are doubled.
    package var hasQuotes: Bool

    /// Whether nothing was written: an empty text is written as two quotes.
    package var isNothing: Bool { range.isEmpty && !isQuoted }
  }

  /// Where byte `i` of the row stands in the table.
  package func place(of i: Int) -> TextPlace { TextPlace(in: bytes, at: i, firstLine: line) }
}

/// Why a row, or the whole table, cannot be read.
package struct RowProblem: Error {
  package var code: String
  package var message: String
  package var fix: String
  /// Offset in the stream; nil: where the row begins.
  package var byte: Int?
  /// nil: somewhere in the row.
  package var place: TextPlace?

  package init(
    _ code: String,
    _ message: String,
    fix: String = "",
    byte: Int? = nil,
    place: TextPlace? = nil
  ) {
    self.code = code
    self.message = message
    self.fix = fix
    self.byte = byte
    self.place = place
  }

  /// What is wrong and how to mend it.
  package var sentence: String { fix.isEmpty ? message : "\(message); \(fix)" }
}
