public import GalleyABI

/// Metadata of one document, gathered by a reader and handed over at once.
///
/// Reuse it for many documents: `removeAll` keeps the memory, and adding an entry makes no objects.
public struct MetadataBuilder: Sendable {
  private struct Entry {
    var kind: Int
    var keyEnd: Int
    var textEnd: Int
    var integer: Int64 = 0
    var number = 0.0
  }

  /// Key and text of every entry, one after the other.
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  public init() {}

  /// Number of entries.
  public var count: Int { entries.count }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  public mutating func append(_ key: some Collection<UInt8>, text: some Collection<UInt8>) {
    append(key, GALLEY_VALUE_TEXT, text)
  }

  /// A list, an object or null, as its JSON text, which must be well-formed.
  public mutating func append(_ key: some Collection<UInt8>, json: some Collection<UInt8>) {
    append(key, GALLEY_VALUE_JSON, json)
  }

  public mutating func append(_ key: some Collection<UInt8>, integer: Int64) {
    append(key, GALLEY_VALUE_INTEGER, EmptyCollection())
    entries[entries.count - 1].integer = integer
  }

  /// A finite number.
  public mutating func append(_ key: some Collection<UInt8>, number: Double) {
    append(key, GALLEY_VALUE_NUMBER, EmptyCollection())
    entries[entries.count - 1].number = number
  }

  public mutating func append(_ key: some Collection<UInt8>, flag: Bool) {
    append(key, GALLEY_VALUE_FLAG, EmptyCollection())
    entries[entries.count - 1].integer = flag ? 1 : 0
  }

  public mutating func append(_ key: String, _ value: JSONValue) {
    switch value {
    case .text(let text): append(key.utf8, text: text.utf8)
    case .integer(let integer): append(key.utf8, integer: integer)
    case .number(let number): append(key.utf8, number: number)
    case .flag(let flag): append(key.utf8, flag: flag)
    case .null, .list, .object: append(key.utf8, json: value.json.utf8)
    }
  }

  private mutating func append(
    _ key: some Collection<UInt8>,
    _ kind: Int,
    _ text: some Collection<UInt8>
  ) {
    bytes.append(contentsOf: key)
    let keyEnd = bytes.count
    bytes.append(contentsOf: text)
    entries.append(Entry(kind: kind, keyEnd: keyEnd, textEnd: bytes.count))
  }

  /// Lends the entries in the layout of the C contract.
  public func withGalleyMetadata<Result>(
    _ body: (UnsafeBufferPointer<galley_metadata>) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      let lent = entries.map { entry in
        defer { start = entry.textEnd }
        return galley_metadata(
          size: UInt32(MemoryLayout<galley_metadata>.size),
          kind: galley_value_kind(entry.kind),
          key: galley_text(UnsafeBufferPointer(rebasing: bytes[start..<entry.keyEnd])),
          text: galley_text(UnsafeBufferPointer(rebasing: bytes[entry.keyEnd..<entry.textEnd])),
          integer: entry.integer,
          number: entry.number
        )
      }
      return try lent.withUnsafeBufferPointer(body)
    }
  }
}
