/// What a name is looked up as: the number of its entry, and whether it is a short name of it.
struct EntryName {
  private static let shortBit: UInt32 = 1 << 31

  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ entry: Int, isShort: Bool) {
    rawValue = UInt32(entry) | (isShort ? Self.shortBit : 0)
  }

  var entry: Int { Int(rawValue & ~Self.shortBit) }
  var isShort: Bool { rawValue & Self.shortBit != 0 }
}
