public import GalleyABI

extension Document {
  /// All metadata, sorted by the bytes of the keys.
  public var metadata: [(key: String, value: JSONValue)] {
    guard let first = UnsafeRawPointer(pointer.pointee.metadata) else { return [] }
    let stride = Int(first.load(as: UInt32.self))
    return (0..<Int(pointer.pointee.metadata_count)).map { i in
      let entry = first.load(fromByteOffset: stride * i, as: galley_metadata.self)
      return (String(entry.key), JSONValue(entry))
    }
  }

  /// The value of one key.
  public func metadata(_ key: String) -> JSONValue? {
    metadata.first { $0.key == key }?.value
  }

  /// The day or time of publication, ISO 8601, when it is known.
  public var published: String? { metadata("published")?.text }
}

extension JSONValue {
  /// Copies a metadata value that came across the C boundary.
  public init(_ metadata: galley_metadata) {
    switch Int(metadata.kind) {
    case GALLEY_VALUE_TEXT: self = .text(String(metadata.text))
    case GALLEY_VALUE_INTEGER: self = .integer(metadata.integer)
    case GALLEY_VALUE_NUMBER: self = .number(metadata.number)
    case GALLEY_VALUE_FLAG: self = .flag(metadata.integer != 0)
    default: self = JSONValue(parsing: String(metadata.text)) ?? .null
    }
  }

  /// Lends this value, under `key`, across the C boundary for the length of `body`.
  public func withGalleyMetadata<Result>(
    key: String,
    _ body: (galley_metadata) throws -> Result
  ) rethrows -> Result {
    var metadata = galley_metadata()
    metadata.size = UInt32(MemoryLayout<galley_metadata>.size)
    var text = ""
    switch self {
    case .text(let value):
      metadata.kind = galley_value_kind(GALLEY_VALUE_TEXT)
      text = value
    case .integer(let value):
      metadata.kind = galley_value_kind(GALLEY_VALUE_INTEGER)
      metadata.integer = value
    case .number(let value):
      metadata.kind = galley_value_kind(GALLEY_VALUE_NUMBER)
      metadata.number = value
    case .flag(let value):
      metadata.kind = galley_value_kind(GALLEY_VALUE_FLAG)
      metadata.integer = value ? 1 : 0
    case .null, .list, .object:
      metadata.kind = galley_value_kind(GALLEY_VALUE_JSON)
      text = json
    }
    return try key.withGalleyText { key in
      try text.withGalleyText { text in
        metadata.key = key
        metadata.text = text
        return try body(metadata)
      }
    }
  }
}
