/// The times a text has mentioned, as far as later ones are seen from them.
struct Mentions {
  /// For each unit the last one mentioned that is as short or shorter.
  private var last = [CalendarValue?](
    repeating: nil,
    count: CalendarValue.Unit.day.rawValue + 1
  )

  /// Takes a time; one that has no days on the calendar is passed over.
  mutating func append(_ value: CalendarValue) {
    guard value.days != nil else { return }
    for unit in 0...value.unit.rawValue { last[unit] = value }
  }

  /// The last one that is no longer than a unit.
  func last(within unit: CalendarValue.Unit) -> CalendarValue? { last[unit.rawValue] }
}
