extension CalendarValue {
  private static let seasons = ["SP", "SU", "FA", "WI"]

  /// The value as TIMEX3 writes it: `1989-Q3`, `199`, `2023-W46-WE`, `2023-11-15T14:30`.
  var text: String {
    let head = Self.text(ofYear: year)
    return switch unit {
    case .century: year < 0 ? head : Self.twoDigits(year / 100)
    case .decade: year < 0 ? head : Self.digits(year / 10, 3)
    case .year: head
    case .half: "\(head)-H\(part)"
    case .season: "\(head)-\(Self.seasons[(part + 3) % 4])"
    case .quarter: "\(head)-Q\(part)"
    case .month: "\(head)-\(Self.twoDigits(part))"
    case .week: "\(head)-W\(Self.twoDigits(part))"
    case .weekend: "\(head)-W\(Self.twoDigits(part))-WE"
    case .day: "\(head)-\(Self.twoDigits(part))-\(Self.twoDigits(day))\(time)"
    }
  }

  /// Four digits; of years before 1 with `BC` before them, counted as historians do.
  private static func text(ofYear year: Int) -> String {
    year < 1 ? "BC" + digits(1 - year, 4) : digits(year, 4)
  }

  private static func twoDigits(_ number: Int) -> String { digits(number, 2) }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Reads a complete value; nil when `text` is none.
  ///
  /// The parts are not compared with the calendar: `2023-02-30` is read, and has no days.
  init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    let isBefore = rest.hasPrefix("BC")
    if isBefore { rest = rest.dropFirst(2) }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(digits) else { return nil }
    switch digits.utf8.count {
    case 2 where rest.isEmpty && !isBefore: self.init(.century, year: number * 100)
    case 3 where rest.isEmpty && !isBefore: self.init(.decade, year: number * 10)
    case 4...9:
      let year = isBefore ? 1 - number : number
      guard let value = CalendarValue(.year, year: year).refined(by: rest) else { return nil }
      self = value
    default: return nil
    }
  }

  /// The part of this stretch that `text` names, as it stands behind the year in a value: `-05-12`,
  /// `-Q3`, `-WE` behind a week, `-3` a weekday, `TMO` behind a day, `-easter`; nil when it is none.
  func refined(by text: some StringProtocol) -> CalendarValue? {
    if text.isEmpty { return self }
    if text.hasPrefix("T") { return with(time: String(text)) }
    guard text.hasPrefix("-") else { return nil }
    let body = text.dropFirst()
    let end = body.firstIndex { $0 == "T" } ?? body.endIndex
    let (head, time) = (body[..<end], body[end...])
    guard let part = part(named: Substring(head)) else { return nil }
    return time.isEmpty ? part : part.with(time: String(time))
  }

  /// A number of one or two digits: values have no longer ones behind the year.
  static func number(_ text: some StringProtocol) -> Int? {
    guard (1...2).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text)
  }

  private func with(time: String) -> CalendarValue? {
    guard unit == .day else { return nil }
    var value = self
    value.time = time
    return value
  }

  private func part(named text: Substring) -> CalendarValue? {
    switch unit {
    case .year: return partOfYear(text)
    case .month:
      guard let day = Self.number(text) else { return nil }
      return CalendarValue(.day, year: year, part: part, day: day)
    case .week:
      if text == "WE" { return CalendarValue(.weekend, year: year, part: part) }
      guard let weekday = Int(text), (1...7).contains(weekday) else { return nil }
      return CalendarValue(
        CivilDate.monday(isoYear: year, week: part).adding(days: weekday - 1)
      )
    default: return nil
    }
  }

  private func partOfYear(_ text: Substring) -> CalendarValue? {
    if let feast = Feast(text), text.contains(where: { ":e+".contains($0) }) {
      return feast.day(inYear: year).map { CalendarValue($0) }
    }
    if let season = Self.seasons.firstIndex(of: String(text)) {
      return CalendarValue(.season, year: year, part: season + 1)
    }
    let parts = text.split(separator: "-", maxSplits: 1)
    guard let head = parts.first else { return nil }
    let value: CalendarValue
    switch head.first {
    case "Q": value = CalendarValue(.quarter, year: year, part: Self.number(head.dropFirst()) ?? 0)
    case "H": value = CalendarValue(.half, year: year, part: Self.number(head.dropFirst()) ?? 0)
    case "W": value = CalendarValue(.week, year: year, part: Self.number(head.dropFirst()) ?? 0)
    default: value = CalendarValue(.month, year: year, part: Self.number(head) ?? 0)
    }
    guard value.part > 0 else { return nil }
    return parts.count == 1 ? value : value.refined(by: "-\(parts[1])")
  }
}
