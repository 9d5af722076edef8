/// The words rules speak of, so that a token is compared by number.
///
/// A word has a number for its text in lower case and one for the text as it is written; both count
/// from 1, and 0 is a word no rule speaks of. Looked up once per token.
struct Vocabulary: Sendable {
  struct Word: Equatable, Sendable {
    var folded: UInt32
    var exact: UInt32

    static let unknown = Word(folded: 0, exact: 0)
  }

  private struct Entry: Sendable {
    /// In `bytes`.
    var folded: Range<Int>
    /// Number of the first of the spellings, in `spellings`; 0: none.
    var firstSpelling: UInt32 = 0
  }

  private struct Spelling: Sendable {
    var text: Range<Int>
    var next: UInt32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var spellings: [Spelling] = []
  /// Numbers of entries by hash, 0 for free; a power of two.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  var foldedCount: Int { entries.count }
  var exactCount: Int { spellings.count }

  /// The text in lower case, as UTF-8.
  static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }

  /// The number of a text in any case.
  mutating func add(folded text: String) -> UInt32 {
    let folded = Self.folded(text)
    return folded.withUnsafeBufferPointer { place(of: $0) ?? insert($0) }
  }

  /// The numbers of a text as it is written.
  mutating func add(exact text: String) -> Word {
    let folded = add(folded: text)
    let utf8 = Array(text.utf8)
    if let known = utf8.withUnsafeBufferPointer({ spelling(of: $0, folded) }) {
      return Word(folded: folded, exact: known)
    }
    let start = bytes.count
    bytes += utf8
    spellings.append(
      Spelling(text: start..<bytes.count, next: entries[Int(folded) - 1].firstSpelling)
    )
    entries[Int(folded) - 1].firstSpelling = UInt32(spellings.count)
    return Word(folded: folded, exact: UInt32(spellings.count))
  }

  /// The numbers of a piece of a text.
  ///
  /// Letters beyond ASCII are folded as `String.lowercased` does.
  func word(_ text: UnsafeBufferPointer<UInt8>) -> Word {
    var hash = Self.seed
    for byte in text {
      if byte >= 0x80 { return slowWord(text) }
      hash = (hash ^ UInt64(Self.fold(byte))) &* Self.prime
    }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot]
      if matches(text, entries[Int(number) - 1].folded) {
        return Word(folded: number, exact: spelling(of: text, number) ?? 0)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  private func slowWord(_ text: UnsafeBufferPointer<UInt8>) -> Word {
    var lower = String(decoding: text, as: UTF8.self).lowercased()
    return lower.withUTF8 { folded in
      guard let number = place(of: folded) else { return .unknown }
      return Word(folded: number, exact: spelling(of: text, number) ?? 0)
    }
  }

  /// The number of a text in lower case.
  private func place(of folded: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var slot = Self.slot(folded, slots.count)
    while slots[slot] != 0 {
      if folded.elementsEqual(bytes[entries[Int(slots[slot]) - 1].folded]) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ folded: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let start = bytes.count
    bytes += folded
    entries.append(Entry(folded: start..<bytes.count))
    if entries.count * 2 > slots.count { grow() } else { put(entries.count - 1) }
    return UInt32(entries.count)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for number in entries.indices { put(number) }
  }

  private mutating func put(_ number: Int) {
    var slot = bytes[entries[number].folded].withUnsafeBufferPointer {
      Self.slot($0, slots.count)
    }
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number + 1)
  }

  private func spelling(of text: UnsafeBufferPointer<UInt8>, _ folded: UInt32) -> UInt32? {
    var number = entries[Int(folded) - 1].firstSpelling
    while number != 0 {
      let spelling = spellings[Int(number) - 1]
      if text.elementsEqual(bytes[spelling.text]) { return number }
      number = spelling.next
    }
    return nil
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, _ folded: Range<Int>) -> Bool {
    guard text.count == folded.count else { return false }
    for i in 0..<text.count where Self.fold(text[i]) != bytes[folded.lowerBound + i] {
      return false
    }
    return true
  }

  /// ASCII capitals as small letters.
  @inline(__always)
  static func fold(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  // FNV-1a, 64 bits.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  private static func slot(_ folded: UnsafeBufferPointer<UInt8>, _ count: Int) -> Int {
    var hash = seed
    for byte in folded { hash = (hash ^ UInt64(byte)) &* prime }
    return Int(truncatingIfNeeded: hash ^ hash >> 29) & (count - 1)
  }
}
