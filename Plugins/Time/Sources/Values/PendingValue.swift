/// What an expression says by itself, before anybody asks when it was said.
enum PendingValue: Sendable, Hashable {
  /// Whichever of several a part of the calendar means.
  enum Preference: Sendable, Hashable {
    /// What the sentence says: nothing stands before the value.
    case tense
    /// `<`: the last that is over.
    case last
    /// `>`: the first that has not begun.
    case next
    /// `=`: that of the same year, month or week.
    case same
  }

  /// A duration, a set, `PAST_REF`: nothing to resolve.
  case literal(String)
  /// `1989-11-09`.
  case complete(CalendarValue)
  /// `XXXX-05-12`: `-05-12` of some year; the unit is what is open.
  case partial(Preference, CalendarValue.Unit, rest: String)
  /// `@week-1-WE`: so many units from the anchor, and what part of that; `-XX` is its month, `-XX-XX`
  /// its day in that year.
  case shifted(CalendarValue.Unit, Int, rest: String)
  /// `@minute+22`: so many seconds from a time of a clock.
  case clock(seconds: Int)
  /// `XXXX-03-06/week`: the week that holds it.
  indirect case holding(CalendarValue.Unit, PendingValue)
  /// `1988-QX`: of that year, the quarter the text is about.
  case quarter(ofYear: Int)

  /// Reads what the `value` of a rule came to; what is none of the others is a literal.
  init(_ text: String) {
    if text.hasPrefix("@") {
      // Some days later: nobody knows when.
      self =
        Self.shifted(text.dropFirst())
        ?? .literal(text.first { "+-".contains($0) } == "-" ? "PAST_REF" : "FUTURE_REF")
      return
    }
    if let slash = text.lastIndex(of: "/"),
      let unit = CalendarValue.Unit(name: text[text.index(after: slash)...])
    {
      self = .holding(unit, PendingValue(String(text[..<slash])))
      return
    }
    if text.hasSuffix("-QX"), let year = Int(text.dropLast(3)) {
      self = .quarter(ofYear: year)
      return
    }
    var rest = Substring(text)
    var preference = Preference.tense
    switch rest.first {
    case "<": preference = .last
    case ">": preference = .next
    case "=": preference = .same
    default: break
    }
    if preference != .tense { rest = rest.dropFirst() }
    if let (unit, rest) = Self.partial(rest) {
      self = .partial(preference, unit, rest: String(rest))
    } else if let value = CalendarValue(rest) {
      self = .complete(value)
    } else {
      self = .literal(DurationValue(rest)?.text ?? String(rest))
    }
  }

  /// Whether its value depends on when it was said.
  var isOpen: Bool {
    switch self {
    case .literal, .complete: false
    case .partial, .shifted, .clock, .quarter: true
    case .holding(_, let inner): inner.isOpen
    }
  }

  /// Whether it is a time of day of which nobody said the day.
  var lacksDay: Bool {
    if case .partial(_, .day, _) = self { true } else { false }
  }

  /// Whether it is a day.
  var isDay: Bool {
    switch self {
    case .complete(let value): value.unit == .day
    case .partial(_, let unit, let rest), .shifted(let unit, _, let rest):
      // Any year, month or week has such parts.
      unit != .century && CalendarValue(unit, year: 2_000, part: 1).part(rest)?.unit == .day
    case .literal, .clock, .holding, .quarter: false
    }
  }

  private static func partial(
    _ text: Substring
  ) -> (unit: CalendarValue.Unit, rest: Substring)? {
    if text.hasPrefix("XXXX-WXX-") { return (.week, text.dropFirst(8)) }
    if text.hasPrefix("XXXX-XX-") { return (.month, text.dropFirst(7)) }
    if text.hasPrefix("XXXX-") { return (.year, text.dropFirst(4)) }
    if text.hasPrefix("XX"), CalendarValue.number(text.dropFirst(2)) != nil {
      return (.century, text.dropFirst(2))
    }
    if text.hasPrefix("T") { return (.day, text) }
    return nil
  }

  /// Farther away no unit leads to a year that has a value.
  private static let mostCounted = 1_000_000_000_000

  private static let secondsOfUnit = ["hour": 3_600, "minute": 60, "second": 1]

  private static func shifted(_ text: Substring) -> PendingValue? {
    let name = text.prefix { $0.isLetter }
    let signed = text.dropFirst(name.count)
    let digits = signed.dropFirst().prefix { $0.isNumber }
    guard let count = Int(signed.prefix(1 + digits.count)),
      (-mostCounted...mostCounted).contains(count)
    else { return nil }
    if let seconds = secondsOfUnit[String(name)] { return .clock(seconds: seconds * count) }
    guard let unit = CalendarValue.Unit(name: name) else { return nil }
    return .shifted(unit, count, rest: String(signed.dropFirst(1 + digits.count)))
  }
}

extension CalendarValue.Unit {
  /// The unit a rule calls so: `century` … `day`.
  init?(name: some StringProtocol) {
    switch name {
    case "century": self = .century
    case "decade": self = .decade
    case "year": self = .year
    case "half": self = .half
    case "season": self = .season
    case "quarter": self = .quarter
    case "month": self = .month
    case "week": self = .week
    case "weekend": self = .weekend
    case "day": self = .day
    default: return nil
    }
  }
}

extension CalendarValue {
  /// The part of a stretch that stands behind the open part of a value.
  func part(_ rest: String) -> CalendarValue? {
    guard unit == .century else { return refined(by: rest) }
    guard let number = Self.number(rest) else { return nil }
    return rest.utf8.count == 1
      ? CalendarValue(.decade, year: year + number * 10) : CalendarValue(.year, year: year + number)
  }
}
