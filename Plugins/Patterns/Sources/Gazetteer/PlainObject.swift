/// An object of JSON whose strings stand as they are meant.
///
/// Lists hold hundreds of thousands of objects such as `{"name": "Oslo", "aliases": ["Kristiania"]}`. What
/// has only strings without escapes, lists of those, integers, `true`, `false` and `null` is looked up
/// where it stands. Whatever else there is, also what is no JSON, is for Foundation to read.
struct PlainObject: EntryValues {
  private struct Member {
    var key: Range<Int>
    /// Bytes of a string without its quotes, of a list without its brackets, or of a word.
    var value: Range<Int>
    var isList = false
  }

  private let line: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var members: [Member] = []
  private static let mostMembers = 64

  /// nil: for Foundation to read.
  ///
  /// - Parameter line: UTF-8, without its line end.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    self.line = line
    members.reserveCapacity(8)
    guard take("{") else { return nil }
    if !take("}") {
      repeat {
        guard readMember() else { return nil }
      } while take(",")
      guard take("}") else { return nil }
    }
    passBlanks()
    if at < line.count { return nil }
  }

  func append(_ source: ListColumns.Source, to arena: inout [UInt8]) {
    guard let member = members.first(where: { isKey($0.key, source.key) }) else { return }
    guard member.isList else {
      return arena.append(contentsOf: UnsafeBufferPointer(rebasing: line[member.value]))
    }
    // Every second quote ends a string; what stands between two strings is left out.
    var isInside = false
    var isFirst = true
    for byte in line[member.value] {
      if byte == UInt8(ascii: "\"") {
        isInside.toggle()
        if isInside, !isFirst { arena.append(EntryStore.separator) }
        isFirst = false
      } else if isInside {
        arena.append(byte)
      }
    }
  }

  private func isKey(_ range: Range<Int>, _ key: [UInt8]) -> Bool {
    range.count == key.count && line[range].elementsEqual(key)
  }

  private mutating func readMember() -> Bool {
    guard members.count < Self.mostMembers, take("\""), let key = readString(), take(":") else {
      return false
    }
    // Which of two equal keys counts is not said anywhere.
    for member in members where line[member.key].elementsEqual(line[key]) { return false }
    passBlanks()
    guard at < line.count else { return false }
    switch line[at] {
    case UInt8(ascii: "\""):
      at += 1
      guard let value = readString() else { return false }
      members.append(Member(key: key, value: value))
    case UInt8(ascii: "["):
      at += 1
      let start = at
      guard passList() else { return false }
      members.append(Member(key: key, value: start..<at - 1, isList: true))
    default:
      guard let value = readWord() else { return false }
      members.append(Member(key: key, value: value))
    }
    return true
  }

  /// Goes behind the string that has begun.
  private mutating func readString() -> Range<Int>? {
    let start = at
    while at < line.count {
      let byte = line[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        // Foundation drops a byte order mark at the beginning of a string.
        return line[start] == 0xEF ? nil : start..<at - 1
      }
      if byte < 0x20 || byte == UInt8(ascii: "\\") { return nil }
      at += 1
    }
    return nil
  }

  /// Goes behind the list of strings that has begun.
  private mutating func passList() -> Bool {
    if take("]") { return true }
    repeat {
      guard take("\""), readString() != nil else { return false }
    } while take(",")
    return take("]")
  }

  /// An integer of at most 18 digits, `true` or `false`; of `null` nothing.
  private mutating func readWord() -> Range<Int>? {
    let start = at
    while at < line.count, Self.isInWord(line[at]) { at += 1 }
    let word = line[start..<at]
    if word.elementsEqual("null".utf8) { return start..<start }
    let isKnown = word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
    return isKnown || Self.isPlainInteger(word) ? start..<at : nil
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: " "), 0x09: false
    default: true
    }
  }

  /// Whether Foundation would write a number as it stands.
  private static func isPlainInteger(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
    guard (1...18).contains(digits.count), digits.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return false
    }
    return digits.first != 0x30 || word.count == 1
  }

  /// Passes over blanks and this sign, if it is next.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    passBlanks()
    guard at < line.count, line[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  private mutating func passBlanks() {
    while at < line.count, line[at] == 0x20 || line[at] == 0x09 { at += 1 }
  }
}
