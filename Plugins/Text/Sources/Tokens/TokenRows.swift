import GalleyABI
import GalleyKit

/// The rows and columns of `Token`, reused from document to document.
struct TokenRows {
  /// The symbols of the type and its features.
  struct Columns {
    let type: Symbol
    let flags: Symbol
    let mwt: Symbol
    /// `nil` when not asked for.
    let lower: Symbol?

    init(_ setup: borrowing Setup, hasLower: Bool) {
      type = setup.type("Token")
      flags = setup.feature("Token", "flags")
      mwt = setup.feature("Token", "mwt")
      lower = hasLower ? setup.feature("Token", "lower") : nil
    }
  }

  private let type: Symbol
  private let flags: Symbol
  private let hasLower: Bool
  /// Those that are not of the list: `mwt`, and `lower` when it is asked for.
  private var columns: [ColumnBuilder]
  private var lowerWords = LowerWords()

  private static let mwt = 0
  private static let lower = 1

  init(_ columns: Columns) {
    type = columns.type
    flags = columns.flags
    hasLower = columns.lower != nil
    self.columns =
      [ColumnBuilder(columns.mwt, .span)] + (columns.lower.map { [ColumnBuilder($0, .text)] } ?? [])
  }

  /// Hands the tokens of a document over.
  ///
  /// - Throws: `HostRefusal`.
  mutating func write(
    _ list: TokenList,
    of document: borrowing Document,
    to output: borrowing Annotations
  ) throws {
    let tokens = list.columns.pointee
    for i in columns.indices { columns[i].removeAll() }
    writeContractions(tokens)
    if hasLower { writeLower(tokens, of: document, to: output) }
    let flags = UnsafeBufferPointer(start: tokens.flags, count: tokens.count)
    try output.add(
      type,
      starts: UnsafeBufferPointer(start: tokens.start, count: tokens.count),
      ends: UnsafeBufferPointer(start: tokens.end, count: tokens.count),
      lent: [galley_feature(self.flags, integers: flags)],
      columns: columns
    )
  }

  private mutating func writeContractions(_ tokens: TokenColumns) {
    var rows = 0
    for member in tokens.members {
      columns[Self.mwt].appendNulls(member.row - rows)
      columns[Self.mwt].append(span: tokens.groups[member.group - 1])
      rows = member.row + 1
    }
    columns[Self.mwt].appendNulls(tokens.count - rows)
  }

  private mutating func writeLower(
    _ tokens: TokenColumns,
    of document: borrowing Document,
    to output: borrowing Annotations
  ) {
    lowerWords.beginDocument()
    for row in 0..<tokens.count {
      let range = Int(tokens.start[row])..<Int(tokens.end[row])
      let bytes = UnsafeBufferPointer(rebasing: document.utf8[range])
      columns[Self.lower].append(
        text: tokens.flags(row).contains(.beyondASCII)
          ? output.text(String(decoding: bytes, as: UTF8.self).lowercased())
          : lowerASCII(bytes, readable: document.utf8.count - range.lowerBound, in: output)
      )
    }
  }

  /// The number of a word of ASCII in lower case.
  private mutating func lowerASCII(
    _ bytes: UnsafeBufferPointer<UInt8>,
    readable: Int,
    in output: borrowing Annotations
  ) -> Symbol {
    guard let base = bytes.baseAddress, bytes.count <= PackedWord.limit else {
      return bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        .withUnsafeBufferPointer { output.text($0) }
    }
    return lowerWords.number(of: base, length: bytes.count, readable: readable, in: output)
  }
}
