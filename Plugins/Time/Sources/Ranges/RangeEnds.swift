/// Where a range begins and ends: on days, or at times of a clock when both are told.
struct RangeEnds: Hashable {
  /// The value of the day of publication in a range.
  static let now = "PRESENT_REF"

  var begin: String
  var end: String

  /// Nil when one is unknown, or the last one is before the first.
  init?(_ first: Resolver.Resolved, _ last: Resolver.Resolved, _ published: PublicationTime) {
    guard let first = Self.value(first, published), var last = Self.value(last, published),
      let days = first.days, var lastDays = last.days
    else { return nil }
    let areClocks = Self.isClock(first) && Self.isClock(last)
    if areClocks, days.first == lastDays.first, last.time < first.time {
      // 10 p.m. to 2 a.m.
      let time = last.time
      last = last.adding(1)
      last.time = time
      lastDays = last.days ?? lastDays
    }
    guard days.first <= lastDays.last else { return nil }
    begin = areClocks ? first.text : CalendarValue(days.first).text
    end = areClocks ? last.text : CalendarValue(lastDays.last).text
  }

  private static func value(
    _ resolved: Resolver.Resolved,
    _ published: PublicationTime
  ) -> CalendarValue? {
    if let value = resolved.value { return resolved.isInvalid ? nil : value }
    guard resolved.text == now, case .day(let day) = published else { return nil }
    return CalendarValue(day)
  }

  private static func isClock(_ value: CalendarValue) -> Bool {
    value.time.dropFirst().first?.isNumber == true
  }
}
