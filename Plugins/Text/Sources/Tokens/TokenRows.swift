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
    let columns = list.columns
    let count = columns.count
    batch.removeAll()
    batch.append(
      starts: UnsafeBufferPointer(start: columns.start, count: count),
      ends: UnsafeBufferPointer(start: columns.end, count: count)
    )
    batch.columns[Self.flags].append(
      integers: UnsafeBufferPointer(start: columns.flags, count: count)
    )
    var rows = 0
    for member in columns.members {
      batch.columns[Self.mwt].appendNulls(member.row - rows)
      batch.columns[Self.mwt].append(span: columns.groups[member.group - 1])
      rows = member.row + 1
    }
    batch.columns[Self.mwt].appendNulls(count - rows)
    if hasLower {
      for row in 0..<count {
        let bytes = UnsafeBufferPointer(
          rebasing: document.utf8[Int(columns.start[row])..<Int(columns.end[row])]
        )
        let lower = lowerCased(bytes, columns.flags(row), in: output)
        batch.columns[Self.lower].append(text: lower)
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
