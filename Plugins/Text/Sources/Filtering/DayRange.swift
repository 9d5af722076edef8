/// Days from one to another, both of which belong to it; each may be a month or a year.
///
/// Days are compared as they are written: a time zone does not move a document to the day before.
struct DayRange: Sendable {
  var from: String?
  var to: String?

  /// Where a day stands; a month or year that overlaps the range is within.
  enum Place {
    case before, within, after

    /// `within`: as far as both are written they are the same.
    init(of day: String, beside other: String) {
      let written = min(day.utf8.count, other.utf8.count)
      let (day, other) = (day.utf8.prefix(written), other.utf8.prefix(written))
      self =
        day.lexicographicallyPrecedes(other)
        ? .before : other.lexicographicallyPrecedes(day) ? .after : .within
    }
  }

  /// Where a day or time of publication stands; nil when it is none.
  func place(of published: String) -> Place? {
    guard let day = Self.day(in: published) else { return nil }
    if let from, Place(of: day, beside: from) == .before { return .before }
    if let to, Place(of: day, beside: to) == .after { return .after }
    return .within
  }

  /// The day, month or year that a time of ISO 8601 begins with: `2023-11-30` of
  /// `2023-11-30T10:00Z`; nil when it does not begin with one.
  static func day(in time: String) -> String? {
    let bytes = Array(time.utf8.prefix(11))
    guard number(bytes, 0..<4) != nil else { return nil }
    var end = 4
    if let month = number(bytes, 5..<7), (1...12).contains(month), bytes[4] == dash {
      end = 7
      if let day = number(bytes, 8..<10), (1...31).contains(day), bytes[7] == dash { end = 10 }
    }
    let isEnd = end == bytes.count || bytes[end] != dash && !isDigit(bytes[end])
    return isEnd ? String(decoding: bytes[..<end], as: UTF8.self) : nil
  }

  private static let dash = UInt8(ascii: "-")

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func number(_ bytes: [UInt8], _ digits: Range<Int>) -> Int? {
    guard digits.upperBound <= bytes.count, bytes[digits].allSatisfy(isDigit) else { return nil }
    return bytes[digits].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
