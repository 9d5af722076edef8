import GalleyKit

/// The document of one line; its memory is used again for the next.
struct LineDocument {
  private(set) var metadata = MetadataBuilder()
  private var members: [JSONMember] = []
  private var keys = JSONKeys()
  private var id: JSONSlice?
  private var text: JSONSlice?
  /// Id and text without escapes, when they have any.
  private var decodedID: [UInt8] = []
  private var decodedText: [UInt8] = []
  private var decoded: [UInt8] = []

  /// The id as far as it is known, for failures.
  private(set) var idText: String?

  /// Takes a line apart; the line must outlive the use of what is found.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ fields: DocumentFields
  ) throws(JSONProblem) {
    idText = nil
    metadata.removeAll()
    if let problem = JSONProblem.invalidUTF8(in: bytes) { throw problem }
    try JSONScanner.members(of: bytes, keys: &keys, into: &members)
    try readID(bytes, fields)
    try readText(bytes, fields)
    try readPublished(bytes, fields)
    if let title = try fields.title.value(among: members, in: bytes) {
      try append(Array("title".utf8), title, bytes)
    }
    for member in members where fields.isMetadata(member.key, in: bytes) {
      try append(member, bytes)
    }
  }

  /// Lends id and text; the id is empty when the line has none.
  func withIDAndText(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    try decodedID.withUnsafeBufferPointer { decodedID in
      try decodedText.withUnsafeBufferPointer { decodedText in
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        let plainID = id?.bytes(in: bytes) ?? nothing
        let plainText = text?.bytes(in: bytes) ?? nothing
        try body(
          id?.isEscaped == true ? decodedID : plainID,
          text?.isEscaped == true ? decodedText : plainText
        )
      }
    }
  }

  private mutating func readID(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ fields: DocumentFields
  ) throws(JSONProblem) {
    id = try fields.id.value(among: members, in: bytes)
    guard let slice = id, slice.kind != .null else {
      id = nil
      return
    }
    guard slice.kind == .text || slice.kind == .number else {
      throw wrongType("the id", slice, "a text or a number")
    }
    decodedID.removeAll(keepingCapacity: true)
    if slice.isEscaped { slice.decode(from: bytes, into: &decodedID) }
  }

  private mutating func readText(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ fields: DocumentFields
  ) throws(JSONProblem) {
    text = try fields.text.value(among: members, in: bytes)
    guard let slice = text else {
      noteID(bytes)
      throw JSONProblem(.missingText, at: 0, "the line has no text")
    }
    guard slice.kind == .text else {
      noteID(bytes)
      throw wrongType("the text", slice, "a text")
    }
    decodedText.removeAll(keepingCapacity: true)
    if slice.isEscaped { slice.decode(from: bytes, into: &decodedText) }
  }

  private mutating func readPublished(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ fields: DocumentFields
  ) throws(JSONProblem) {
    guard let slice = try fields.published.value(among: members, in: bytes),
      slice.kind != .null
    else { return }
    guard slice.kind == .text else {
      noteID(bytes)
      throw wrongType("the day of publication", slice, "a text or null")
    }
    try append(Array("published".utf8), slice, bytes)
  }

  private mutating func append(
    _ member: JSONMember,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) {
    guard member.key.isEscaped else {
      return try append(member.key.bytes(in: bytes), member.value, bytes)
    }
    var key: [UInt8] = []
    member.key.decode(from: bytes, into: &key)
    try append(key, member.value, bytes)
  }

  private mutating func append(
    _ key: some Collection<UInt8>,
    _ value: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) {
    do throws(JSONProblem) {
      try metadata.append(key, value, in: bytes, scratch: &decoded)
    } catch {
      noteID(bytes)
      throw error
    }
  }

  private mutating func noteID(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let id else { return }
    idText = String(
      decoding: id.isEscaped ? decodedID[...] : Array(id.bytes(in: bytes))[...],
      as: UTF8.self
    )
  }

  private func wrongType(_ what: String, _ slice: JSONSlice, _ wanted: String) -> JSONProblem {
    // A text's range begins after its quote.
    let byte = slice.range.lowerBound - (slice.kind == .text ? 1 : 0)
    return JSONProblem(.wrongType, at: byte, "\(what) must be \(wanted), not \(slice.noun)")
  }
}
