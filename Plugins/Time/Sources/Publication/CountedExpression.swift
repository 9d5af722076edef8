/// An expression that is counted from the day of publication: `next month`, `Friday`, `yesterday`.
struct CountedExpression: Sendable, Codable, Hashable {
  /// As rules write it.
  var underspecified: String
  var told: Claim.Told

  /// How many years it counts, backwards below zero.
  var years: Int {
    guard case .shifted(let unit, let count, _) = PendingValue(underspecified) else { return 0 }
    return switch unit {
    case .century: count * 100
    case .decade: count * 10
    case .year: count
    default: 0
    }
  }

  /// What tells the days it covers in a text of some day; it is read only once.
  func reading() -> (CandidateDay) -> ClosedRange<Int>? {
    switch PendingValue(underspecified) {
    case .shifted(let unit, let count, let rest):
      // Days in the order of the calendar share their month, year and so on.
      var latest: (base: CalendarValue, days: ClosedRange<Int>?)?
      return { day in
        let base = CalendarValue(unit, holding: day.date)
        if let latest, latest.base == base { return latest.days }
        let moved = base.adding(count)
        let days = (rest.isEmpty ? moved : moved.part(rest))?.days
        let range = days.map { $0.first.dayNumber...$0.last.dayNumber }
        latest = (base, range)
        return range
      }
    case .partial(_, .week, let rest):
      let week = CalendarValue(.week, holding: CivilDate(dayNumber: 0))
      guard let weekday = week.part(rest)?.days?.first.weekday else { return { _ in nil } }
      return { [told] day in
        let ahead = (weekday - day.weekday + 7) % 7
        let isToday = ahead == 0
        let distance =
          told.looksAhead
          ? isToday && told == .next ? 7 : ahead
          : isToday ? told == .last ? -7 : 0 : ahead - 7
        return day.number + distance...day.number + distance
      }
    default: return { _ in nil }
    }
  }
}
