/// White space that has been read and not yet written.
///
/// Offsets are UTF-8 bytes of the text read.
struct WhiteSpace {
  static let scalars: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
    0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ]

  /// From the first to behind the last of it; nil: there is none.
  private(set) var span: Range<Int>?
  /// Line breaks; form feed and U+2029 count as two, which is a paragraph.
  private(set) var breaks = 0
  private var lastValue: UInt32 = 0

  mutating func add(_ value: UInt32, at source: Range<Int>) {
    span = (span?.lowerBound ?? source.lowerBound)..<source.upperBound
    switch value {
    case 0x0A: breaks += lastValue == 0x0D ? 0 : 1
    case 0x0B, 0x0D, 0x85, 0x2028: breaks += 1
    case 0x0C, 0x2029: breaks += 2
    default: break
    }
    lastValue = value
  }

  mutating func forget() { self = WhiteSpace() }

  /// What is written for it.
  func written(startsText: Bool, endsText: Bool) -> StaticString {
    if startsText { return "" }
    if breaks == 0 { return endsText ? "" : " " }
    return breaks == 1 || endsText ? "\n" : "\n\n"
  }

  static func isASCII(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
