import GalleyKit

/// What one entry of a list holds.
protocol EntryValues {
  /// Appends what the entry holds in a column; several values with `EntryStore.separator` between them.
  func append(_ source: ListColumns.Source, to arena: inout [UInt8])
}

/// A row of a table.
struct RowValues: EntryValues {
  let row: Row

  func append(_ source: ListColumns.Source, to arena: inout [UInt8]) {
    guard let index = source.index else { return }
    let cell = row.cells[index]
    let bytes = UnsafeBufferPointer(rebasing: row.bytes[cell.range])
    guard cell.hasQuotes || source.isList else { return arena.append(contentsOf: bytes) }
    var skips = false
    for byte in bytes {
      if cell.hasQuotes, byte == UInt8(ascii: "\"") {
        skips.toggle()
        if !skips { continue }
      }
      arena.append(source.isList && byte == UInt8(ascii: "|") ? EntryStore.separator : byte)
    }
  }
}

/// An object of JSON that Foundation has read.
struct ObjectValues: EntryValues {
  let members: [String: JSONValue]

  func append(_ source: ListColumns.Source, to arena: inout [UInt8]) {
    if let value = members[source.column] { Self.append(value, to: &arena) }
  }

  private static func append(_ value: JSONValue, to arena: inout [UInt8]) {
    switch value {
    case .null: break
    case .text(let text): arena += text.utf8
    case .list(let items):
      for (i, item) in items.enumerated() {
        if i > 0 { arena.append(EntryStore.separator) }
        append(item, to: &arena)
      }
    case .flag, .integer, .number, .object: arena += value.json.utf8
    }
  }
}
