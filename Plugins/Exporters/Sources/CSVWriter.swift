/// Writes rows of CSV (RFC 4180, but rows end with a line feed).
struct CSVWriter {
  /// What has been written: UTF-8.
  private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  /// Whether a text that a spreadsheet would run as a formula gets an apostrophe before it.
  private let escapesFormulas: Bool
  private var isInRow = false

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
    separate()
    let isFormula = escapesFormulas && Self.beginsFormula(text)
    let isQuoted = text.isEmpty || text.contains(where: mustBeQuoted)
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    if isQuoted {
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.append(contentsOf: text)
    }
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

  private func mustBeQuoted(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
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
