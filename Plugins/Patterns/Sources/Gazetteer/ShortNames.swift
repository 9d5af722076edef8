/// Names that may be part of somebody else's: `Biden`, and `von der Leyen` beside `Ursula von der Leyen`.
enum ShortNames {
  /// Whether a name has one word, or another one of `names`, all of its entry, contains it.
  static func isShort(
    _ name: UnsafeBufferPointer<UInt8>,
    among names: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let words = name.split(separator: 0x20)
    if words.count < 2 { return true }
    return names.split(separator: EntryStore.separator).contains { other in
      contains(UnsafeBufferPointer(rebasing: other).split(separator: 0x20), words)
    }
  }

  /// Whether a longer sequence of words contains a shorter one.
  private static func contains(
    _ longer: [Slice<UnsafeBufferPointer<UInt8>>],
    _ words: [Slice<UnsafeBufferPointer<UInt8>>]
  ) -> Bool {
    guard longer.count > words.count else { return false }
    return (0...longer.count - words.count).contains { start in
      zip(longer[start...], words).allSatisfy { $0.elementsEqual($1) }
    }
  }
}
