/// A pattern put together from pieces of a file, with the place of every byte.
struct PatternText: Equatable {
  /// What PCRE2 compiles: UTF-8.
  private(set) var bytes: [UInt8] = []
  private var pieces: [Piece] = []

  private struct Piece: Equatable {
    /// Where the piece begins in `bytes`.
    var offset: Int
    /// From 1.
    var line: Int
    /// From 1, in code points.
    var column: Int
  }

  init() {}

  /// A pattern that is one value; its places are line 1 and the column in it.
  init(_ text: String) {
    append(text, line: 1, column: 1)
  }

  /// Appends a piece that stands at a line and a column, both from 1, columns in code points.
  mutating func append(_ text: some StringProtocol, line: Int, column: Int) {
    pieces.append(Piece(offset: bytes.count, line: line, column: column))
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends another text with its places.
  mutating func append(_ other: PatternText) {
    let offset = bytes.count
    pieces += other.pieces.map {
      Piece(offset: offset + $0.offset, line: $0.line, column: $0.column)
    }
    bytes += other.bytes
  }

  /// The line and column, from 1, where byte `offset` was written.
  func place(of offset: Int) -> (line: Int, column: Int) {
    guard let piece = pieces.last(where: { $0.offset <= offset }) else { return (1, 1) }
    let before = bytes[piece.offset..<min(offset, bytes.count)]
    // Scalars, without the continuation bytes of UTF-8.
    let scalars = before.count { $0 & 0xC0 != 0x80 }
    return (piece.line, piece.column + scalars)
  }

  /// The bytes of the scalar at byte `offset`, or of the last one if `offset` is the end.
  func scalar(at offset: Int) -> Range<Int>? {
    guard !bytes.isEmpty else { return nil }
    var start = min(offset, bytes.count - 1)
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }
}
