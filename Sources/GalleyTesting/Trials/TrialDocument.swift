import GalleyABI
public import GalleyKit

/// A document made by hand, in the layout of the C contract.
public struct TrialDocument {
  /// The annotations of one type.
  public struct Table {
    public var type: Symbol
    /// In order of insertion.
    public var spans: [TextSpan]
    public var ids: [UInt32]
    /// Indices into `origins`.
    public var stages: [UInt32]
    /// 0: none; else the number of a rule, from 1.
    public var rules: [UInt32]
    public var columns: [ColumnBuilder]

    public init(_ type: Symbol, _ spans: [TextSpan], ids: [UInt32], columns: [ColumnBuilder] = []) {
      self.type = type
      self.spans = spans
      self.ids = ids
      stages = Array(repeating: 0, count: spans.count)
      rules = Array(repeating: 0, count: spans.count)
      self.columns = columns
    }

    var order: [UInt32] {
      spans.indices.sorted { (spans[$0], ids[$0]) < (spans[$1], ids[$1]) }.map { UInt32($0) }
    }
  }

  public var id: String
  public var text: String
  public var metadata = MetadataBuilder()
  /// Sorted by type name.
  public var tables: [Table] = []
  public var origins: [(stage: String, rules: [String])] = [("stage", [])]
  private var strings: [String] = []

  /// Numbers below this one are symbols of the run.
  private static let firstString: UInt32 = 1 << 20

  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  /// The number of a text in this document.
  public mutating func symbol(_ text: String) -> Symbol {
    let number = strings.firstIndex(of: text) ?? strings.count
    if number == strings.count { strings.append(text) }
    return Symbol(rawValue: Self.firstString + UInt32(number))
  }

  /// Lends the document for the length of `body`; `symbols` are the strings of the run, by number.
  func lend(
    symbols: [String],
    _ body: (UnsafePointer<galley_document>) -> galley_result
  ) -> galley_result {
    LentStrings(symbols, first: 0).lend { symbols in
      LentStrings(strings, first: Self.firstString).lend { strings in
        lendTables { tables in
          lendOrigins(origins[...], []) { origins in
            metadata.withGalleyMetadata { metadata in
              lendText { id, text in
                var document = galley_document()
                document.size = UInt32(MemoryLayout<galley_document>.size)
                document.id = id
                document.text = text
                document.metadata = metadata.baseAddress
                document.metadata_count = UInt32(metadata.count)
                document.tables = tables.baseAddress
                document.table_count = UInt32(tables.count)
                document.origins = origins.baseAddress
                document.origin_count = UInt32(origins.count)
                document.symbols = symbols
                document.strings = strings
                return withUnsafeMutablePointer(to: &document) { pointer in
                  pointer.pointee.context = UnsafeMutableRawPointer(pointer)
                  pointer.pointee.convert = convertOffsets
                  return body(pointer)
                }
              }
            }
          }
        }
      }
    }
  }
}

extension TrialDocument {
  private func lendText(_ body: (galley_text, galley_text) -> galley_result) -> galley_result {
    id.withGalleyText { id in text.withGalleyText { body(id, $0) } }
  }

  private func lendTables(
    _ body: (UnsafeBufferPointer<galley_table>) -> galley_result
  ) -> galley_result {
    lendTables(tables[...], [], body)
  }

  private func lendTables(
    _ rest: ArraySlice<Table>,
    _ lent: [galley_table],
    _ body: (UnsafeBufferPointer<galley_table>) -> galley_result
  ) -> galley_result {
    guard let table = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return lendColumns(table.columns[...], []) { columns in
      lendWords([
        table.spans.map(\.start), table.spans.map(\.end), table.ids, table.stages, table.rules,
        table.order,
      ]) { words in
        let record = galley_table(
          size: UInt32(MemoryLayout<galley_table>.size),
          type: table.type.rawValue,
          count: UInt32(table.spans.count),
          feature_count: UInt32(columns.count),
          start: words[0],
          end: words[1],
          id: words[2],
          stage: words[3],
          rule: words[4],
          order: words[5],
          features: columns.baseAddress
        )
        return lendTables(rest.dropFirst(), lent + [record], body)
      }
    }
  }

  private func lendWords(
    _ arrays: [[UInt32]],
    _ body: ([UnsafePointer<UInt32>?]) -> galley_result
  ) -> galley_result {
    let joined = Array(arrays.joined())
    return joined.withUnsafeBufferPointer { words in
      var first = 0
      let pointers = arrays.map { array in
        defer { first += array.count }
        return words.baseAddress.map { $0 + first }
      }
      return body(pointers)
    }
  }

  private func lendColumns(
    _ rest: ArraySlice<ColumnBuilder>,
    _ lent: [galley_feature],
    _ body: (UnsafeBufferPointer<galley_feature>) -> galley_result
  ) -> galley_result {
    guard let column = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return column.withGalleyFeature { lendColumns(rest.dropFirst(), lent + [$0], body) }
  }

  private func lendOrigins(
    _ rest: ArraySlice<(stage: String, rules: [String])>,
    _ lent: [galley_origin],
    _ body: (UnsafeBufferPointer<galley_origin>) -> galley_result
  ) -> galley_result {
    guard let origin = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return origin.stage.withGalleyText { stage in
      lendTexts(origin.rules[...], []) { rules in
        let record = galley_origin(
          size: UInt32(MemoryLayout<galley_origin>.size),
          rule_count: UInt32(rules.count),
          stage: stage,
          rules: rules.baseAddress
        )
        return lendOrigins(rest.dropFirst(), lent + [record], body)
      }
    }
  }

  private func lendTexts(
    _ rest: ArraySlice<String>,
    _ lent: [galley_text],
    _ body: (UnsafeBufferPointer<galley_text>) -> galley_result
  ) -> galley_result {
    guard let text = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return text.withGalleyText { lendTexts(rest.dropFirst(), lent + [$0], body) }
  }
}

/// Turns byte offsets into another unit the slow and plain way.
private func convertOffsets(
  _ context: UnsafeMutableRawPointer?,
  _ unit: galley_unit,
  _ count: UInt32,
  _ offsets: UnsafeMutablePointer<UInt32>?
) {
  guard let context, let offsets, let unit = OffsetUnit(rawValue: unit) else { return }
  let document = context.assumingMemoryBound(to: galley_document.self).pointee
  let bytes = UnsafeBufferPointer(document.text)
  for i in 0..<Int(count) {
    let before = String(decoding: bytes[..<Int(offsets[i])], as: UTF8.self)
    switch unit {
    case .utf8: break
    case .codepoints: offsets[i] = UInt32(before.unicodeScalars.count)
    case .utf16: offsets[i] = UInt32(before.utf16.count)
    }
  }
}

/// Strings in the layout of the C contract.
private struct LentStrings {
  private let first: UInt32
  private var offsets: [UInt32] = [0]
  private var bytes: [UInt8] = []

  init(_ strings: [String], first: UInt32) {
    self.first = first
    for string in strings {
      bytes += Array(string.utf8)
      offsets.append(UInt32(bytes.count))
    }
  }

  func lend(_ body: (UnsafePointer<galley_strings>) -> galley_result) -> galley_result {
    offsets.withUnsafeBufferPointer { offsets in
      bytes.withUnsafeBufferPointer { bytes in
        let strings = galley_strings(
          size: UInt32(MemoryLayout<galley_strings>.size),
          first: first,
          count: UInt32(offsets.count - 1),
          reserved: 0,
          offsets: offsets.baseAddress,
          bytes: galley_text(bytes).bytes
        )
        return withUnsafePointer(to: strings, body)
      }
    }
  }
}
