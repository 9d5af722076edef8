/// Writes JSON into a growing buffer, keys in the order the caller gives them.
///
/// Append-only: what is written is the caller's sequence of calls, and commas are put in between.
/// Nothing is escaped that need not be, so that texts stay readable; U+2028, U+2029 and U+007F are.
public struct JSONWriter: Sendable {
  /// What has been written: UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init() {}

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginList() { open(UInt8(ascii: "[")) }
  public mutating func endList() { close(UInt8(ascii: "]")) }

  /// Writes a key; the next call writes its value.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a key that was escaped before; the next call writes its value.
  public mutating func key(_ key: JSONKey) {
    separate()
    bytes.append(contentsOf: key.bytes)
    needsComma = false
  }

  public mutating func null() { literal("null") }
  public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

  public mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  /// Writes text given as UTF-8 bytes.
  public mutating func value(utf8 text: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    escape(text)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  public mutating func value(_ integer: some BinaryInteger) { value(Int64(integer)) }

  // The two widths that documents are full of, so that plugins do not go through witness tables.
  public mutating func value(_ integer: UInt32) { value(Int64(integer)) }

  public mutating func value(_ integer: Int64) {
    let comma = needsComma
    bytes.append(upTo: ByteCursor.decimalRoom + 1) { cursor in
      if comma { cursor.put(UInt8(ascii: ",")) }
      cursor.put(decimal: integer)
    }
    needsComma = true
  }

  /// Writes a key that was escaped before, with an integer as its value.
  public mutating func member(_ key: JSONKey, _ integer: Int64) {
    let comma = needsComma
    bytes.append(upTo: key.bytes.count + ByteCursor.decimalRoom + 1) { cursor in
      if comma { cursor.put(UInt8(ascii: ",")) }
      cursor.put(key.bytes)
      cursor.put(decimal: integer)
    }
    needsComma = true
  }

  /// Begins an object with JSON text that `write` puts, at most `room` bytes: `{"type":"Token"`, and on
  /// to where the caller writes values.
  ///
  /// - Parameters:
  ///   - room: the most bytes it takes.
  ///   - isOpen: whether no comma comes before what is written next, as behind `[`.
  ///   - write: puts the text.
  public mutating func begin(
    upTo room: Int,
    isOpen: Bool,
    _ write: (inout ByteCursor) -> Void
  ) {
    let comma = needsComma
    bytes.append(upTo: room + 1) { cursor in
      if comma { cursor.put(UInt8(ascii: ",")) }
      write(&cursor)
    }
    needsComma = !isOpen
  }

  /// Ends what `begin` began with JSON text as it is.
  public mutating func end(_ json: [UInt8]) {
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes the shortest decimal that reads back as `number`; `null` when it is not finite.
  public mutating func value(_ number: Double) {
    literal(number.isFinite ? "\(number)" : "null")
  }

  /// Writes any value, the keys of objects in byte order.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .flag(let flag): self.value(flag)
    case .integer(let integer): self.value(integer)
    case .number(let number): self.value(number)
    case .text(let text): self.value(text)
    case .list(let elements):
      beginList()
      for element in elements { self.value(element) }
      endList()
    case .object(let members):
      beginObject()
      for (key, member) in members.sorted(by: {
        Array($0.key.utf8).lexicographicallyPrecedes($1.key.utf8)
      }) {
        self.key(key)
        self.value(member)
      }
      endObject()
    }
  }

  /// Writes JSON text that is already well-formed.
  public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Writes JSON text that is already well-formed.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Ends a line of JSON Lines.
  public mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var i = Self.endOfPlainText(text, from: 0)
    while i < text.count {
      let length = escapedLength(text, at: i)
      if length > 0 {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<i]))
        appendEscape(text, at: i)
        copied = i + length
      }
      i = Self.endOfPlainText(text, from: i + max(1, length))
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
  }

  /// The first byte from `start` that may have to be escaped.
  ///
  /// Eight bytes at a time: `(x - 0x01…) & ~x & 0x80…` has the high bit of the lowest byte that is
  /// zero (Warren, Hacker's Delight, 2nd ed. 2012, §6-1); an exclusive or makes others zero.
  private static func endOfPlainText(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = start
    while i + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      var found = (word &- ones &* 0x20) & ~word
      found |= zeros(in: word ^ (ones &* 0x22)) | zeros(in: word ^ (ones &* 0x5C))
      found |= zeros(in: word ^ (ones &* 0x7F)) | zeros(in: word ^ (ones &* 0xE2))
      found &= ones &* 0x80
      if found != 0 { return i + found.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < raw.count, raw[i] >= 0x20, raw[i] != 0x22, raw[i] != 0x5C, raw[i] != 0x7F,
      raw[i] != 0xE2
    {
      i += 1
    }
    return i
  }

  private static func zeros(in word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  /// Bytes of the character at `i` when it must be escaped, else 0.
  private func escapedLength(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    guard text[i] == 0xE2 else { return 1 }
    guard i + 2 < text.count, text[i + 1] == 0x80 else { return 0 }
    return text[i + 2] == 0xA8 || text[i + 2] == 0xA9 ? 3 : 0
  }

  private mutating func appendEscape(_ text: UnsafeBufferPointer<UInt8>, at i: Int) {
    switch text[i] {
    case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
    case UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, 0x5C])
    case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
    case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
    case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
    case 0xE2: bytes.append(contentsOf: "\\u202\(text[i + 2] == 0xA8 ? "8" : "9")".utf8)
    default:
      let hex = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(hex[Int(text[i] >> 4)])
      bytes.append(hex[Int(text[i] & 15)])
    }
  }
}

/// A key escaped once and written often.
public struct JSONKey: Sendable, Hashable {
  /// With quotes and colon.
  public let bytes: [UInt8]

  public init(_ name: String) {
    var writer = JSONWriter()
    writer.value(name)
    bytes = writer.bytes + [UInt8(ascii: ":")]
  }
}
