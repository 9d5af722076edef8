/// Reads one JSON text (RFC 8259) without building a tree: members are places in the text.
///
/// The bytes must be UTF-8. All of the text is checked, also what nobody asks for; keys that come
/// twice in one object and lone surrogates are problems, because readers of JSON disagree on what
/// they mean. Foundation's parser is no choice here: it keeps one of two equal keys without a word
/// and names neither the byte of a mistake nor a number as it was written.
struct JSONScanner {
  /// Deeper nesting is refused, so that hostile input cannot use up the stack.
  static let deepest = 256

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  private var keys: JSONKeys

  private init(_ bytes: UnsafeBufferPointer<UInt8>, keys: consuming JSONKeys) {
    self.bytes = bytes
    self.keys = keys
  }

  /// The members of the object that is all of the text.
  ///
  /// `keys` is scratch memory, `members` is emptied first.
  ///
  /// - Throws: `JSONProblem` at the first mistake; then `members` mean nothing.
  static func members(
    of bytes: UnsafeBufferPointer<UInt8>,
    keys: inout JSONKeys,
    into members: inout [JSONMember]
  ) throws(JSONProblem) {
    members.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(bytes, keys: keys)
    keys = JSONKeys()
    defer { keys = scanner.keys }
    scanner.keys.removeAll()
    scanner.skipBlanks()
    guard scanner.peek() == UInt8(ascii: "{") else {
      throw scanner.problem(
        scanner.isAtEnd ? .badJSON : .wrongType,
        "expected an object, found \(scanner.found)"
      )
    }
    _ = try scanner.object { members.append($0) }
    scanner.skipBlanks()
    guard scanner.isAtEnd else {
      throw scanner.problem(.badJSON, "expected the end after the object, found \(scanner.found)")
    }
  }

  /// The member or element that `token` names in a scanned value; nil when there is none.
  static func child(
    _ token: JSONPointer.Token,
    of value: JSONSlice,
    in bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) -> JSONSlice? {
    var scanner = JSONScanner(bytes, keys: JSONKeys())
    scanner.position = value.range.lowerBound
    var child: JSONSlice?
    if value.kind == .object {
      _ = try scanner.object { member in
        if member.key.equals(token.key, in: bytes) { child = member.value }
      }
    } else if value.kind == .list, let index = token.index {
      var i = 0
      _ = try scanner.list { element in
        if i == index { child = element }
        i += 1
      }
    }
    return child
  }
}

extension JSONScanner {
  private var isAtEnd: Bool { position == bytes.count }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func problem(_ kind: JSONProblem.Kind, _ message: String) -> JSONProblem {
    JSONProblem(kind, at: position, message)
  }

  /// What stands at the position, as messages show it.
  private var found: String {
    guard let byte = peek() else { return "the end of the line" }
    if byte < 0x20 || byte == 0x7F { return hexadecimal(byte) }
    let rest = String(decoding: bytes[position..<min(bytes.count, position + 4)], as: UTF8.self)
    return rest.unicodeScalars.first.map { "'\($0)'" } ?? hexadecimal(byte)
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
      position += 1
    }
  }

  private mutating func value() throws(JSONProblem) -> JSONSlice {
    switch peek() {
    case UInt8(ascii: "\""): return try text()
    case UInt8(ascii: "{"): return try object { _ in }
    case UInt8(ascii: "["): return try list { _ in }
    case UInt8(ascii: "t"): return try literal("true", .flag)
    case UInt8(ascii: "f"): return try literal("false", .flag)
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
    default: throw problem(.badJSON, "expected a value, found \(found)")
    }
  }

  private mutating func enter() throws(JSONProblem) {
    depth += 1
    if depth > Self.deepest {
      throw problem(.tooDeep, "lists and objects are nested deeper than \(Self.deepest)")
    }
    position += 1
    skipBlanks()
  }

  private mutating func leave(_ kind: JSONSlice.Kind, from start: Int) -> JSONSlice {
    depth -= 1
    position += 1
    return JSONSlice(kind: kind, range: start..<position)
  }

  private mutating func object(
    _ take: (JSONMember) -> Void
  ) throws(JSONProblem) -> JSONSlice {
    let start = position
    try enter()
    let level = keys.open()
    defer { keys.close(level) }
    if peek() == UInt8(ascii: "}") { return leave(.object, from: start) }
    while true {
      take(try member(of: level))
      if peek() == UInt8(ascii: "}") { return leave(.object, from: start) }
      guard peek() == UInt8(ascii: ",") else {
        throw problem(.badJSON, "expected ',' or '}' after a member, found \(found)")
      }
      position += 1
      skipBlanks()
    }
  }

  private mutating func member(of level: JSONKeys.Level) throws(JSONProblem) -> JSONMember {
    guard peek() == UInt8(ascii: "\"") else {
      throw problem(.badJSON, "expected a key in double quotes, found \(found)")
    }
    let place = position
    let key = try text()
    guard keys.insert(key, of: level, in: bytes) else {
      var name: [UInt8] = []
      key.decode(from: bytes, into: &name)
      throw JSONProblem(
        .duplicateKey,
        at: place,
        "key '\(String(decoding: name, as: UTF8.self))' comes twice"
      )
    }
    skipBlanks()
    guard peek() == UInt8(ascii: ":") else {
      throw problem(.badJSON, "expected ':' after a key, found \(found)")
    }
    position += 1
    skipBlanks()
    let value = try value()
    skipBlanks()
    return JSONMember(key: key, value: value)
  }

  private mutating func list(_ take: (JSONSlice) -> Void) throws(JSONProblem) -> JSONSlice {
    let start = position
    try enter()
    if peek() == UInt8(ascii: "]") { return leave(.list, from: start) }
    while true {
      take(try value())
      skipBlanks()
      if peek() == UInt8(ascii: "]") { return leave(.list, from: start) }
      guard peek() == UInt8(ascii: ",") else {
        throw problem(.badJSON, "expected ',' or ']' after an element, found \(found)")
      }
      position += 1
      skipBlanks()
    }
  }

  private mutating func literal(
    _ word: StaticString,
    _ kind: JSONSlice.Kind
  ) throws(JSONProblem) -> JSONSlice {
    let start = position
    let rest = bytes[start...]
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard rest.starts(with: wanted) else {
      throw problem(.badJSON, "expected a value, found \(found)")
    }
    position += wanted.count
    return JSONSlice(kind: kind, range: start..<position)
  }

  private mutating func number() throws(JSONProblem) -> JSONSlice {
    let start = position
    if peek() == UInt8(ascii: "-") { position += 1 }
    let isZero = peek() == UInt8(ascii: "0")
    try digits("a number needs a digit")
    if isZero, position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      position = start
      throw problem(.badJSON, "a number cannot begin with a zero that another digit follows")
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      try digits("a number needs a digit after '.'")
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      position += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
      try digits("a number needs a digit in its exponent")
    }
    return JSONSlice(kind: .number, range: start..<position)
  }

  private mutating func digits(_ complaint: StaticString) throws(JSONProblem) {
    let start = position
    while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    if position == start { throw problem(.badJSON, "\(complaint), found \(found)") }
  }
}

extension JSONScanner {
  private mutating func text() throws(JSONProblem) -> JSONSlice {
    let quote = position
    position += 1
    let start = position
    var isEscaped = false
    while true {
      position = endOfPlainText(from: position)
      switch peek() {
      case UInt8(ascii: "\""):
        position += 1
        return JSONSlice(kind: .text, range: start..<position - 1, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try escape()
      case .none:
        throw JSONProblem(.badJSON, at: quote, "a text has no closing quote")
      default:
        throw problem(.badJSON, "\(found) in a text must be escaped")
      }
    }
  }

  /// The first byte from `start` that is a quote, a backslash or a control character.
  ///
  /// Eight bytes at a time: `(x - 0x01…) & ~x & 0x80…` has the high bit of the lowest byte that is
  /// zero (and perhaps of later ones), see Warren, Hacker's Delight, 2nd ed. 2012, §6-1.
  private func endOfPlainText(from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = start
    while i + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let found =
        ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
          | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
      if found != 0 { return i + found.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < raw.count, raw[i] >= 0x20, raw[i] != 0x22, raw[i] != 0x5C { i += 1 }
    return i
  }

  private mutating func escape() throws(JSONProblem) {
    let start = position
    position += 1
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position = start
      try unicodeEscape()
    case .none:
      return  // The missing closing quote says more.
    default:
      throw JSONProblem(.badJSON, at: start, "no escape begins with '\\' and \(found)")
    }
  }

  private mutating func unicodeEscape() throws(JSONProblem) {
    let start = position
    let unit = try unicodeUnit()
    if (0xD800..<0xDC00).contains(unit), peek() == UInt8(ascii: "\\"),
      position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u"),
      (0xDC00..<0xE000).contains(try unicodeUnit())
    {
      return
    }
    if (0xD800..<0xE000).contains(unit) {
      let digits = String(decoding: bytes[start..<start + 6], as: UTF8.self)
      throw JSONProblem(
        .loneSurrogate,
        at: start,
        "'\(digits)' is half of a surrogate pair without the other"
      )
    }
  }

  private mutating func unicodeUnit() throws(JSONProblem) -> UInt16 {
    guard let unit = hexadecimalUnit(bytes, at: position + 2) else {
      throw problem(.badJSON, "'\\u' needs four hexadecimal digits")
    }
    position += 6
    return unit
  }
}
