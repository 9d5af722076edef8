/// Signs without width.
enum InvisibleSign {
  static let softHyphen: UInt32 = 0xAD

  /// Soft hyphen, grapheme joiner, marks of direction, zero-width space and word joiner, invisible
  /// operators, byte order mark.
  static let removed: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x034F...0x034F, 0x061C...0x061C, 0x200B...0x200B, 0x200E...0x200F,
    0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF...0xFEFF,
  ]

  /// Zero-width non-joiner and joiner.
  static let joiners: [ClosedRange<UInt32>] = [0x200C...0x200D]

  /// Whether a joiner beside this scalar has an effect: emoji and scripts whose letters join.
  ///
  /// No Unicode form turns one of these scalars into another kind, so that a joiner kept once is
  /// kept again.
  static func isJoined(_ value: UInt32) -> Bool {
    switch value {
    case 0x0600...0x109F, 0x1700...0x18AF, 0x1A00...0x1C7F, 0x2600...0x27BF, 0x2B00...0x2BFF: true
    case 0xA800...0xAAFF, 0xABC0...0xABFF, 0xFE0F, 0x10A00...0x10FFF, 0x11000...0x11FFF: true
    case 0x1F300...0x1FAFF: true
    default: false
    }
  }
}
