/// A sequence of one to four letters, packed: 16 bits a letter, the last one lowest.
///
/// Letters are never 0, so that sequences of different length differ too.
struct LetterSequence: Hashable, Comparable, Sendable {
  static let longest = 4

  var packed: UInt64

  init(packed: UInt64) { self.packed = packed }

  /// A sequence of scalars of the Basic Multilingual Plane, `_` for a boundary; nil when it is none.
  init?(_ text: String) {
    packed = 0
    for scalar in text.unicodeScalars {
      guard packed >> 48 == 0, scalar.value > 0, scalar.value < 0x1_0000 else { return nil }
      packed = packed << 16 | UInt64(scalar == "_" ? UInt32(LetterTable.boundary) : scalar.value)
    }
    if packed == 0 { return nil }
  }

  var letters: [UInt16] {
    (0..<Self.longest).reversed().map { UInt16(truncatingIfNeeded: packed >> (16 * $0)) }
      .filter { $0 != 0 }
  }

  static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }

  /// Calls `body` with all sequences of a word and the boundaries around it, but for a lone boundary.
  ///
  /// `letters` begins and ends with a boundary.
  @inline(__always)
  static func forEach(in letters: UnsafeBufferPointer<UInt16>, _ body: (UInt64) -> Void) {
    guard letters.count > 2 else { return }
    var window = UInt64(letters[0])
    for i in 1..<letters.count {
      window = window << 16 | UInt64(letters[i])
      if i < letters.count - 1 { body(window & 0xFFFF) }
      body(window & 0xFFFF_FFFF)
      if i > 1 { body(window & 0xFFFF_FFFF_FFFF) }
      if i > 2 { body(window) }
    }
  }
}
