import GalleyKit
import Glibc

/// The document of one row.
struct RowDocument {
  /// UTF-8; empty: the host makes one.
  private(set) var id: [UInt8] = []
  private var text: [UInt8] = []
  private var metadata = MetadataBuilder()
  private var value: [UInt8] = []
  private let rows: RowReader
  private let encoding: TextEncoding
  private let invalid: InvalidBytes

  init(_ rows: RowReader, _ encoding: TextEncoding, _ invalid: InvalidBytes) {
    self.rows = rows
    self.encoding = encoding
    self.invalid = invalid
  }

  /// Forgets the document before.
  mutating func removeAll() {
    id.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    metadata.removeAll()
  }

  /// Takes a row apart.
  ///
  /// - Throws: `RowProblem`; an id that was found before it stays, so that a failure can name it.
  mutating func read(_ row: Row, _ columns: ColumnRoles) throws(RowProblem) {
    guard row.cells.count == columns.count else { throw Self.ragged(row, columns) }
    let encoding = encoding(of: row)
    if let column = columns.id { try append(row, column, columns, encoding, to: &id) }
    try readText(row, columns, encoding)
    if let column = columns.published, !row.cells[column].range.isEmpty {
      try set(Array("published".utf8), row, column, columns, encoding)
    }
    for (key, column) in columns.metadata where !row.cells[column].isNothing {
      try set(key, row, column, columns, encoding)
    }
  }

  /// All cells of a row.
  ///
  /// - Throws: `RowProblem` when one has bytes that are no characters.
  func texts(_ row: Row) throws(RowProblem) -> [String] {
    let encoding = encoding(of: row)
    var texts: [String] = []
    for i in row.cells.indices {
      var bytes: [UInt8] = []
      try append(row, i, nil, encoding, to: &bytes)
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  /// Lends id, text and metadata.
  func withUTF8(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>, MetadataBuilder) throws -> Void
  ) rethrows {
    try id.withUnsafeBufferPointer { id in
      try text.withUnsafeBufferPointer { try body(id, $0, metadata) }
    }
  }

  private mutating func readText(
    _ row: Row,
    _ columns: ColumnRoles,
    _ encoding: TextEncoding?
  ) throws(RowProblem) {
    var isThere = false
    for column in columns.text where !row.cells[column].isNothing {
      isThere = true
      guard !row.cells[column].range.isEmpty else { continue }
      if !text.isEmpty { text += [0x0A, 0x0A] }
      try append(row, column, columns, encoding, to: &text)
    }
    guard isThere else {
      let names = columns.text.map { "'\(columns.names[$0])'" }.joined(separator: ", ")
      throw RowProblem("missing-text", "the row has no text: nothing in \(names)")
    }
  }

  private mutating func set(
    _ key: [UInt8],
    _ row: Row,
    _ column: Int,
    _ columns: ColumnRoles,
    _ encoding: TextEncoding?
  ) throws(RowProblem) {
    value.removeAll(keepingCapacity: true)
    try append(row, column, columns, encoding, to: &value)
    metadata.append(key, text: value)
  }

  /// How the cells of a row are turned into UTF-8; nil: they are.
  private func encoding(of row: Row) -> TextEncoding? {
    switch rows.isMarked ? .utf8 : encoding {
    case .utf8: InvalidUTF8(in: row.bytes) == nil ? nil : .utf8
    case .auto: InvalidUTF8(in: row.bytes) == nil ? nil : .windows1252
    case .latin1: .latin1
    case .windows1252: .windows1252
    }
  }

  /// Appends a cell as UTF-8, without its quotes.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - column: which cell of it.
  ///   - columns: the names of the columns, if known.
  ///   - encoding: what the row is written in; nil: UTF-8 that has been checked.
  ///   - bytes: what it is appended to.
  /// - Throws: `RowProblem` when it has bytes that are no characters.
  private func append(
    _ row: Row,
    _ column: Int,
    _ columns: ColumnRoles?,
    _ encoding: TextEncoding?,
    to bytes: inout [UInt8]
  ) throws(RowProblem) {
    let cell = row.cells[column]
    let raw = UnsafeBufferPointer(rebasing: row.bytes[cell.range])
    guard let encoding else { return append(raw, cell, to: &bytes) }
    do throws(UndecodableBytes) {
      switch try encoding.decode(unmarked: raw, invalid) {
      case .asWritten: append(raw, cell, to: &bytes)
      case .converted(let text): text.withUnsafeBufferPointer { append($0, cell, to: &bytes) }
      }
    } catch {
      let name = columns.map { "in column '\($0.names[column])'" } ?? "in cell \(column + 1)"
      throw RowProblem(
        "invalid-text",
        rows.isUTF16
          ? "half a character of UTF-16 \(name); set 'invalid: replace'"
          : "\(error.message(place: name)); set 'encoding', or 'invalid: replace'",
        byte: rows.isUTF16 ? nil : row.byte + cell.range.lowerBound + error.byte
      )
    }
  }

  private func append(
    _ text: UnsafeBufferPointer<UInt8>,
    _ cell: Row.Cell,
    to bytes: inout [UInt8]
  ) {
    guard cell.hasQuotes, let quote = rows.signs.quote else {
      bytes.append(contentsOf: text)
      return
    }
    var rest = text[...]
    while let i = rest.firstIndex(of: quote) {
      bytes.append(contentsOf: rest[...i])
      rest = rest[(i + 2)...]
    }
    bytes.append(contentsOf: rest)
  }

  private static func ragged(_ row: Row, _ columns: ColumnRoles) -> RowProblem {
    let found = row.cells.count == 1 ? "1 cell" : "\(row.cells.count) cells"
    let message = "the row has \(found), and the table \(columns.count) columns"
    guard row.cells.count < columns.count else { return RowProblem("ragged-row", message) }
    let name = columns.names[row.cells.count]
    return RowProblem("ragged-row", "\(message); there is none for '\(name)'")
  }
}
