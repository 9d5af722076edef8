import GalleyKit

/// The document of one line of JSON.
struct LineDocument {
  /// Empty: the host makes one.
  private(set) var id = ""
  private(set) var text = ""
  private(set) var metadata = MetadataBuilder()

  /// Takes a line apart.
  ///
  /// - Throws: `JSONProblem`; what was found before it stays, so that a failure can name the id.
  mutating func read(_ object: JSONObject, _ fields: DocumentFields) throws(JSONProblem) {
    metadata.removeAll()
    text = ""
    id = try Self.id(fields.id.value(in: object))
    text = try Self.text(fields.text.value(in: object))
    if let day = try Self.published(fields.published.value(in: object)) {
      metadata.append("published", .text(day))
    }
    if let title = fields.title.value(in: object) { metadata.append("title", title) }
    for key in object.keys where fields.isMetadata(key) {
      if let value = object[key] { metadata.append(key, value) }
    }
  }

  /// Forgets the document before.
  mutating func removeAll() {
    id = ""
    text = ""
    metadata.removeAll()
  }

  /// Lends id and text.
  func withUTF8(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    var (id, text) = (id, text)
    try id.withUTF8 { id in try text.withUTF8 { try body(id, $0) } }
  }

  /// A text, or a number as JSON writes it; empty when there is none.
  static func id(_ value: JSONValue?) throws(JSONProblem) -> String {
    switch value {
    case nil, .null: return ""
    case .text(let text): return text
    case .integer(let number): return "\(number)"
    case .number(let number): return JSONValue.number(number).json
    case .some(let other):
      throw JSONProblem(.wrongType, "the id must be a text or a number, not \(other.noun)")
    }
  }

  /// The day of publication; nil when it is not known.
  static func published(_ value: JSONValue?) throws(JSONProblem) -> String? {
    switch value {
    case nil, .null: return nil
    case .text(let day): return day
    case .some(let other):
      throw JSONProblem(
        .wrongType,
        "the day of publication must be a text or null, not \(other.noun)"
      )
    }
  }

  private static func text(_ value: JSONValue?) throws(JSONProblem) -> String {
    guard let value else { throw JSONProblem(.missingText, "the line has no text") }
    guard case .text(let text) = value else {
      throw JSONProblem(.wrongType, "the text must be a text, not \(value.noun)")
    }
    return text
  }
}
