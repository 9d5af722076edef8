/// What is written for quotation marks and dashes.
enum PlainSign {
  static let quotes: [ClosedRange<UInt32>] = [
    0xAB...0xAB, 0xBB...0xBB, 0x02BC...0x02BC, 0x2018...0x201F, 0x2039...0x203A, 0xFF02...0xFF02,
    0xFF07...0xFF07,
  ]

  static let dashes: [ClosedRange<UInt32>] = [
    0x2010...0x2015, 0x2212...0x2212, 0x2E3A...0x2E3B, 0xFE58...0xFE58, 0xFE63...0xFE63,
    0xFF0D...0xFF0D,
  ]

  /// The sign for a scalar; nil for one that stays.
  static func replacement(of value: UInt32, _ rules: NormalizingRules) -> StaticString? {
    switch value {
    case 0x02BC, 0x2018...0x201B, 0x2039, 0x203A, 0xFF07: rules.quotes == .keep ? nil : "'"
    case 0xAB, 0xBB, 0x201C...0x201F, 0xFF02: rules.quotes == .keep ? nil : "\""
    case 0x2014, 0x2015, 0x2E3A, 0x2E3B, 0xFE58: dash(rules.dashes, long: "--")
    case 0x2010...0x2013, 0x2212, 0xFE63, 0xFF0D: dash(rules.dashes, long: "-")
    default: nil
    }
  }

  private static func dash(_ style: DashStyle, long: StaticString) -> StaticString? {
    switch style {
    case .keep: nil
    case .hyphen: "-"
    case .ascii: long
    }
  }
}

extension StaticString {
  var utf8: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
