/// The bytes that give a table its form.
package struct TableSigns: Sendable, Hashable {
  /// nil: a row is one cell.
  package var delimiter: UInt8?
  /// nil: no cell is quoted.
  package var quote: UInt8?
  /// Rows that begin with it are passed over; nil: none.
  package var comment: UInt8?

  package init(delimiter: UInt8?, quote: UInt8?, comment: UInt8? = nil) {
    self.delimiter = delimiter
    self.quote = quote
    self.comment = comment
  }
}
