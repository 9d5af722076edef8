/// Puts the expressions of one document on the calendar, in the order of the text.
struct Resolver {
  struct Resolved {
    /// As TIMEX3 writes it; nil for a day that does not exist.
    var text: String?
    /// Nil where it is no stretch of the calendar.
    var value: CalendarValue?
    var anchor: Anchor?
    var direction: Direction?
    /// Whether it names a day that does not exist.
    var isInvalid = false
  }

  /// What a value was counted from.
  struct Anchor: Hashable {
    var kind: TimexStage.RuleAnchor
    /// The day of publication, or what was mentioned.
    var value: CalendarValue
  }

  let published: CivilDate?
  let style: TimexStage.Style
  private var mentions = Mentions()
  /// The last time of a clock that was mentioned.
  private var clock: CalendarValue?
  /// The quarter or half of a year the text is about; nil: none, or one nobody can name.
  private var period: CalendarValue?

  init(published: CivilDate?, style: TimexStage.Style) {
    self.published = published
    self.style = style
  }

  /// - Parameters:
  ///   - pending: what the expression says.
  ///   - anchor: what its rule counts from.
  ///   - direction: where its sentence looks; nil: it does not say.
  /// - Returns: its value, and how it came to it.
  mutating func resolve(
    _ pending: PendingValue,
    _ anchor: TimexStage.RuleAnchor,
    _ direction: Direction?
  ) -> Resolved {
    let resolved = resolved(pending, anchor, direction)
    guard let value = resolved.value else {
      // Behind "the nine months" a year earlier is a year.
      if let text = resolved.text, text.hasPrefix("P"), text.hasSuffix("M") { period = nil }
      return resolved
    }
    if value.clock != nil { clock = value }
    if !resolved.isInvalid, !pending.lacksDay || value.clock != nil { mentions.append(value) }
    if [.quarter, .half].contains(value.unit), resolved.anchor?.kind != .period { period = value }
    return resolved
  }

  private func resolved(
    _ pending: PendingValue,
    _ anchor: TimexStage.RuleAnchor,
    _ direction: Direction?
  ) -> Resolved {
    switch pending {
    case .literal(let text): Resolved(text: text)
    case .complete(let value): checked(value, nil, nil)
    case .partial(let preference, let unit, let rest):
      partial(preference, unit, rest, anchor, direction)
    case .shifted(let unit, let count, let rest): shifted(unit, count, rest, anchor)
    case .clock(let seconds): clock(seconds, anchor)
    case .holding(let unit, let inner): holding(unit, resolved(inner, anchor, direction))
    case .quarter(let year): quarter(ofYear: year)
    }
  }

  /// So many seconds from the last time of a clock; the day, where no clock was told of.
  private func clock(_ seconds: Int, _ anchor: TimexStage.RuleAnchor) -> Resolved {
    let direction: Direction = seconds < 0 ? .past : .future
    if let clock, let value = clock.adding(seconds: seconds) {
      return checked(value, Anchor(kind: .mention, value: clock), direction)
    }
    let day = shifted(.day, 0, "", anchor)
    return day.value == nil ? Resolved(text: seconds < 0 ? "PAST_REF" : "FUTURE_REF") : day
  }

  /// The week, or what it is, that holds a day.
  private func holding(_ unit: CalendarValue.Unit, _ inner: Resolved) -> Resolved {
    guard let day = inner.value?.days?.first else { return inner }
    return checked(CalendarValue(unit, holding: day), inner.anchor, inner.direction)
  }

  /// Of a year, the quarter the text is about.
  private func quarter(ofYear year: Int) -> Resolved {
    guard let (period, anchor) = base(.period, .quarter), period.unit == .quarter else {
      return Resolved(text: "\(CalendarValue(.year, year: year).text)-QX")
    }
    let quarter = CalendarValue(.quarter, year: year, part: period.part)
    return checked(quarter, anchor, nil)
  }

  private func checked(
    _ value: CalendarValue,
    _ anchor: Anchor?,
    _ direction: Direction?
  ) -> Resolved {
    let isInvalid = value.days == nil
    return Resolved(
      text: isInvalid ? nil : value.text,
      value: value,
      anchor: anchor,
      direction: direction,
      isInvalid: isInvalid
    )
  }
}

// MARK: - Parts of the calendar

extension Resolver {
  private func partial(
    _ preference: PendingValue.Preference,
    _ unit: CalendarValue.Unit,
    _ rest: String,
    _ anchor: TimexStage.RuleAnchor,
    _ direction: Direction?
  ) -> Resolved {
    guard let (day, anchor) = day(anchor, forPartOf: unit) else {
      // Short years of a text nobody can date are those of the 20th century, as nearly always.
      let century = unit == .century ? CalendarValue(.century, year: 1900).part(rest) : nil
      return century.map { checked($0, nil, nil) } ?? Resolved(text: Self.open(unit, rest))
    }
    let outer = CalendarValue(unit, holding: day)
    if unit == .day {
      return outer.part(rest).map { checked($0, anchor, nil) } ?? Resolved(text: rest)
    }
    let reach = rest.hasPrefix("-02-29") ? Self.betweenLeapDays : (-2...1)
    let candidates = reach.compactMap { outer.adding($0).part(rest) }
    let chosen =
      preference == .same
      ? outer.part(rest).map { ($0, nil) }
      : choose(candidates, preference, unit, day, anchor.kind, direction)
    guard let chosen else {
      // No year near has such a day: 29 February, or nonsense.
      let value = outer.part(rest)
      return value.map { checked($0, anchor, nil) } ?? Resolved(text: Self.open(unit, rest))
    }
    return checked(chosen.0, anchor, chosen.1)
  }

  /// The day from which candidates are counted.
  private func day(
    _ anchor: TimexStage.RuleAnchor,
    forPartOf unit: CalendarValue.Unit
  ) -> (day: CivilDate, anchor: Anchor)? {
    let mentioned = mentions.last(within: unit)
    if anchor == .mention || style == .narrative || published == nil,
      let mentioned, let day = mentioned.days?.first
    {
      return (day, Anchor(kind: .mention, value: mentioned))
    }
    return published.map { ($0, Anchor(kind: .publication, value: CalendarValue($0))) }
  }

  private func choose(
    _ candidates: [CalendarValue],
    _ preference: PendingValue.Preference,
    _ unit: CalendarValue.Unit,
    _ day: CivilDate,
    _ anchor: TimexStage.RuleAnchor,
    _ direction: Direction?
  ) -> (CalendarValue, Direction?)? {
    let known = candidates.compactMap { value in value.days.map { (value: value, days: $0) } }
    let past = known.last { $0.days.first <= day }?.value
    let future = known.first { $0.days.last >= day }?.value
    switch preference {
    case .last:
      // In March "last February" is not last month's.
      let end = unit == .year ? day.adding(days: -Self.daysOfMonth) : day
      return known.last { $0.days.last < end }.map { ($0.value, .past) }
    case .next: return known.first { $0.days.first > day }.map { ($0.value, .future) }
    case .same, .tense: break
    }
    // A story goes on from what it told last, if it does not say what was before.
    if anchor == .mention, unit != .century {
      if direction == .before, let past = known.last(where: { $0.days.last < day }) {
        return (past.value, .past)
      }
      if let future { return (future, .future) }
    }
    // Behind the 1960s the '70s are those of the same century.
    if unit == .week || unit == .century, anchor != .mention {
      switch direction {
      case let told? where told.isPast: return (past ?? future).map { ($0, .past) }
      case .future?, .likelyFuture?: return (future ?? past).map { ($0, .future) }
      case nil where anchor == .publication && (style == .news || unit == .century):
        return (past ?? future).map { ($0, nil) }
      default: break
      }
    }
    return nearest(known, day, unit == .century ? nil : direction).map { ($0, direction?.plain) }
  }

  /// The candidate that is nearest to a day; one in the other direction has to be much nearer.
  ///
  /// A date without a year is seldom far away, whatever the tense: "the offer, set to expire Nov. 21".
  private func nearest(
    _ known: [(value: CalendarValue, days: (first: CivilDate, last: CivilDate))],
    _ day: CivilDate,
    _ direction: Direction?
  ) -> CalendarValue? {
    func cost(_ days: (first: CivilDate, last: CivilDate)) -> Int {
      let factor: Int =
        switch direction {
        case .past? where days.first > day, .future? where days.last < day: Self.costOfImpossible
        case .likelyPast? where days.first > day, .before? where days.first > day:
          days.first == days.last ? Self.costOfDayAgainst : Self.costAheadOfPast
        case .likelyFuture? where days.last < day, .possible? where days.last < day:
          days.first == days.last ? Self.costOfDayAgainst : Self.costAgainst
        // Texts tell more often of what was.
        case nil where days.first > day && style == .news: Self.costAhead
        default: Self.cost
        }
      return distance(days, day) * factor
    }
    return known.min { cost($0.days) < cost($1.days) }?.value
  }

  /// What a day of distance counts.
  private static let cost = 2
  /// Where the verb beside it does not look.
  private static let costOfImpossible = 10_000
  /// To a day that lies where the sentence does not look: three times as much.
  private static let costOfDayAgainst = 6
  /// To anything longer that does: six times.
  private static let costAgainst = 12
  /// Ahead, when the sentence looks back: what was in December was a year ago, even in October.
  private static let costAheadOfPast = 20
  /// Ahead, when nobody knows where the sentence looks.
  private static let costAhead = 3
  private static let daysOfMonth = 31
  /// In which years there is a 29 February, also around 1900.
  private static let betweenLeapDays = -8...8

  /// How far a stretch is from a day, in days; 0 if it holds it.
  private func distance(_ days: (first: CivilDate, last: CivilDate), _ day: CivilDate) -> Int {
    max(days.first.dayNumber - day.dayNumber, day.dayNumber - days.last.dayNumber, 0)
  }

  /// The value of a part of the calendar nobody can place.
  private static func open(_ unit: CalendarValue.Unit, _ rest: String) -> String {
    switch unit {
    case .week: "XXXX-WXX\(rest)"
    case .month: "XXXX-XX\(rest)"
    case .century: "XX\(rest)"
    case .day: "XXXX-XX-XX\(rest)"
    default:
      Feast(rest.dropFirst())?.isMovable == true ? "XXXX-XX-XX" : "XXXX\(rest)"
    }
  }
}

// MARK: - Counting from an anchor

extension Resolver {
  private func shifted(
    _ unit: CalendarValue.Unit,
    _ count: Int,
    _ rest: String,
    _ anchor: TimexStage.RuleAnchor
  ) -> Resolved {
    let reference = count < 0 ? "PAST_REF" : count > 0 ? "FUTURE_REF" : "PRESENT_REF"
    guard let (base, anchor) = base(anchor, unit) else { return Resolved(text: reference) }
    let moved = base.unit == unit ? base.adding(count) : base.adding(years: count)
    guard moved.isInReach else { return Resolved(text: reference) }
    let rest = Self.filled(rest, anchor.value)
    guard let value = moved.part(rest) ?? (rest.isEmpty ? moved : nil) else {
      return Resolved(isInvalid: true)
    }
    return checked(value, anchor, count < 0 ? .past : count > 0 ? .future : nil)
  }

  /// `-XX` as the month, `-XX-XX` as the day of what is counted from: a year ago today.
  private static func filled(_ rest: String, _ anchor: CalendarValue) -> String {
    guard rest.hasPrefix("-XX"), let day = anchor.days?.first else { return rest }
    let text = CalendarValue(day).text.suffix(6)
    return rest.hasPrefix("-XX-XX")
      ? "\(text)\(rest.dropFirst(6))" : "\(text.prefix(3))\(rest.dropFirst(3))"
  }

  /// What is counted from: a stretch of this unit, or for periods a shorter one that comes every year.
  private func base(
    _ anchor: TimexStage.RuleAnchor,
    _ unit: CalendarValue.Unit
  ) -> (value: CalendarValue, anchor: Anchor)? {
    switch anchor {
    case .period:
      if let period { return (period, Anchor(kind: .period, value: period)) }
      // Nobody tells of a quarter that is not over.
      if unit == .quarter, let published {
        return (
          CalendarValue(unit, holding: published).adding(-1),
          Anchor(kind: .publication, value: CalendarValue(published))
        )
      }
    case .mention:
      let mentioned = mentions.last(within: unit)
      if let mentioned, let day = mentioned.days?.first {
        return (CalendarValue(unit, holding: day), Anchor(kind: .mention, value: mentioned))
      }
    case .publication: break
    }
    return published.map {
      (
        CalendarValue(unit, holding: $0),
        Anchor(kind: .publication, value: CalendarValue($0))
      )
    }
  }
}
