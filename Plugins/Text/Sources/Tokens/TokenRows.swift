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

  private var batch: AnnotationBatch
  private var spans: [TextSpan] = []
  private var flags: [Int64] = []
  private var word: [UInt8] = []
  private let hasLower: Bool

  private static let flags = 0
  private static let mwt = 1
  private static let lower = 2

  init(_ columns: Columns) {
    hasLower = columns.lower != nil
    batch = AnnotationBatch(
      columns.type,
      columns: [ColumnBuilder(columns.flags, .integer), ColumnBuilder(columns.mwt, .span)]
        + (columns.lower.map { [ColumnBuilder($0, .text)] } ?? [])
    )
  }

  /// Hands the tokens of a document over.
  ///
  /// - Throws: `HostRefusal`.
  mutating func write(
    _ list: TokenList,
    of document: borrowing Document,
    to output: borrowing Annotations
  ) throws {
    batch.removeAll()
    spans.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    var rows = 0
    for (row, token) in list.tokens.enumerated() {
      spans.append(TextSpan(start: token.start, end: token.end))
      flags.append(Int64(token.flags.rawValue))
      guard token.group > 0 else { continue }
      batch.columns[Self.mwt].appendNulls(row - rows)
      batch.columns[Self.mwt].append(span: list.groups[Int(token.group) - 1])
      rows = row + 1
    }
    batch.append(contentsOf: spans)
    batch.columns[Self.flags].append(integers: flags)
    batch.columns[Self.mwt].appendNulls(spans.count - rows)
    if hasLower {
      for token in list.tokens {
        let bytes = UnsafeBufferPointer(
          rebasing: document.utf8[Int(token.start)..<Int(token.end)]
        )
        batch.columns[Self.lower].append(text: lowerCased(bytes, token.flags, in: output))
      }
    }
    try output.add(batch)
  }

  /// The number of a word's lower-cased text.
  private mutating func lowerCased(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ flags: TokenFlags,
    in output: borrowing Annotations
  ) -> Symbol {
    if flags.contains(.beyondASCII) {
      return output.text(String(decoding: bytes, as: UTF8.self).lowercased())
    }
    if flags.isDisjoint(with: [.capitalised, .allCapitals, .mixedCase]) {
      return output.text(bytes)
    }
    word.removeAll(keepingCapacity: true)
    for byte in bytes { word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    return word.withUnsafeBufferPointer { output.text($0) }
  }
}
