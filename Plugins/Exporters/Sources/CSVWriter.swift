import GalleyKit

/// Writes rows of CSV (RFC 4180, but rows end with a line feed).
struct CSVWriter {
  /// What has been written: UTF-8.
  private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  /// Whether a text that a spreadsheet would run as a formula gets an apostrophe before it.
  private let escapesFormulas: Bool
  private var isInRow = false

  private static let quote = UInt8(ascii: "\"")

  init(delimiter: UInt8, escapesFormulas: Bool) {
    self.delimiter = delimiter
    self.escapesFormulas = escapesFormulas
  }

  /// Empties the buffer and keeps its memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isInRow = false
  }

  mutating func endRow() {
    bytes.append(0x0A)
    isInRow = false
  }

  /// A field that is not there; an empty text is written as two quotes.
  mutating func nothing() { separate() }

  mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { field(utf8: $0) }
  }

  mutating func field(utf8 text: [UInt8]) {
    text.withUnsafeBufferPointer { field(utf8: $0) }
  }

  /// A field of text; in quotes when it must be.
  mutating func field(utf8 text: UnsafeBufferPointer<UInt8>) {
    let comma = isInRow
    let isFormula = escapesFormulas && Self.beginsFormula(text)
    let isQuoted = text.isEmpty || mustBeQuoted(text)
    let delimiter = delimiter
    bytes.append(upTo: (isQuoted ? 2 : 1) * text.count + 4) { cursor in
      if comma { cursor.put(delimiter) }
      if isQuoted { cursor.put(Self.quote) }
      if isFormula { cursor.put(UInt8(ascii: "'")) }
      if isQuoted {
        for byte in text {
          if byte == Self.quote { cursor.put(byte) }
          cursor.put(byte)
        }
        cursor.put(Self.quote)
      } else {
        cursor.put(text)
      }
    }
    isInRow = true
  }

  /// A field as another writer has written it, quotes included.
  mutating func field(written field: [UInt8]) {
    separate()
    bytes.append(contentsOf: field)
  }

  mutating func field(_ integer: UInt32) { field(Int64(integer)) }

  mutating func field(_ integer: Int64) {
    let comma = isInRow
    let delimiter = delimiter
    bytes.append(upTo: ByteCursor.decimalRoom + 1) { cursor in
      if comma { cursor.put(delimiter) }
      cursor.put(decimal: integer)
    }
    isInRow = true
  }

  /// A number or flag.
  mutating func field(_ value: some CustomStringConvertible) {
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  private mutating func separate() {
    if isInRow { bytes.append(delimiter) }
    isInRow = true
  }

  private func mustBeQuoted(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text
    where byte == delimiter || byte == Self.quote || byte == 0x0A || byte == 0x0D {
      return true
    }
    return false
  }

  /// Characters that make spreadsheets run a field (OWASP, CSV Injection).
  private static func beginsFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
