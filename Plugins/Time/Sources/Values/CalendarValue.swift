/// A stretch of the calendar that TIMEX3 has a value for: a day, a week, a quarter, a decade.
struct CalendarValue: Sendable, Hashable {
  /// How long a stretch is, from long to short.
  enum Unit: Int, Sendable, Comparable {
    case century, decade, year, half, season, quarter, month, week, weekend, day

    static func < (a: Unit, b: Unit) -> Bool { a.rawValue < b.rawValue }
  }

  var unit: Unit
  /// The first year of a century or decade; the year of ISO 8601 of a week or weekend.
  var year: Int
  /// Which half, season (1 is spring), quarter, month or week of the year; 0 for longer units.
  var part = 0
  /// Of the month, when the unit is a day.
  var day = 0
  /// What comes behind the day: `T14:30`, `TMO`, or nothing.
  var time = ""

  init(_ unit: Unit, year: Int, part: Int = 0, day: Int = 0) {
    self.unit = unit
    self.year = year
    self.part = part
    self.day = day
  }

  init(_ date: CivilDate) {
    self.init(.day, year: date.year, part: date.month, day: date.day)
  }

  /// The stretch of this unit that holds a day.
  init(_ unit: Unit, holding date: CivilDate) {
    switch unit {
    case .century: self.init(unit, year: CivilDate.floorDivide(date.year, 100) * 100)
    case .decade: self.init(unit, year: CivilDate.floorDivide(date.year, 10) * 10)
    case .year: self.init(unit, year: date.year)
    case .half: self.init(unit, year: date.year, part: (date.month + 5) / 6)
    case .season:
      // Winter belongs to the year in which it begins.
      self.init(
        unit,
        year: date.month < 3 ? date.year - 1 : date.year,
        part: (date.month + 9) % 12 / 3 + 1
      )
    case .quarter: self.init(unit, year: date.year, part: (date.month + 2) / 3)
    case .month: self.init(unit, year: date.year, part: date.month)
    case .week, .weekend:
      let week = date.isoWeek
      self.init(unit, year: week.year, part: week.week)
    case .day: self.init(date)
    }
  }
}

extension CalendarValue {
  /// Whether its year can be written as a value.
  var isInReach: Bool { (-999_999_998...999_999_999).contains(year) }
}

// MARK: - The days it covers

extension CalendarValue {
  /// The first and the last day; nil when there is no such day.
  var days: (first: CivilDate, last: CivilDate)? {
    switch unit {
    case .century: return years(100)
    case .decade: return years(10)
    case .year: return years(1)
    case .half: return months(from: part * 6 - 5, count: 6)
    case .season: return months(from: part * 3, count: 3)
    case .quarter: return months(from: part * 3 - 2, count: 3)
    case .month: return months(from: part, count: 1)
    case .week, .weekend:
      guard (1...CivilDate.weekCount(ofYear: year)).contains(part) else { return nil }
      let monday = CivilDate.monday(isoYear: year, week: part)
      return (unit == .week ? monday : monday.adding(days: 5), monday.adding(days: 6))
    case .day:
      guard let date = CivilDate(year: year, month: part, day: day) else { return nil }
      return (date, date)
    }
  }

  private func years(_ count: Int) -> (CivilDate, CivilDate) {
    (.first(ofMonth: 1, year: year), .last(ofMonth: 12, year: year + count - 1))
  }

  /// Months that may go on into the next year.
  private func months(from month: Int, count: Int) -> (CivilDate, CivilDate)? {
    guard (1...12).contains(month) else { return nil }
    let last = month + count - 1
    return (
      .first(ofMonth: month, year: year),
      .last(ofMonth: (last - 1) % 12 + 1, year: last > 12 ? year + 1 : year)
    )
  }
}

// MARK: - Counting

extension CalendarValue {
  /// The stretch so many of its units later, without a time.
  func adding(_ count: Int) -> CalendarValue {
    switch unit {
    case .century: CalendarValue(unit, year: year + count * 100)
    case .decade: CalendarValue(unit, year: year + count * 10)
    case .year: CalendarValue(unit, year: year + count)
    case .half: addingParts(count, ofYear: 2)
    case .season, .quarter: addingParts(count, ofYear: 4)
    case .month: addingParts(count, ofYear: 12)
    case .week, .weekend:
      CalendarValue(
        unit,
        holding: CivilDate.monday(isoYear: year, week: part).adding(days: count * 7)
      )
    case .day: days.map { CalendarValue($0.first.adding(days: count)) } ?? self
    }
  }

  /// The same stretch in another year: 1988-Q3 for 1989-Q3.
  func adding(years count: Int) -> CalendarValue {
    var value = self
    value.year += count
    value.time = ""
    return value
  }

  private func addingParts(_ count: Int, ofYear parts: Int) -> CalendarValue {
    let number = year * parts + part - 1 + count
    let year = CivilDate.floorDivide(number, parts)
    return CalendarValue(unit, year: year, part: number - year * parts + 1)
  }
}
