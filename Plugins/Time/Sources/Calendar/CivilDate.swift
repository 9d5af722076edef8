/// A day of the proleptic Gregorian calendar, in any year; year 0 is 1 BC.
struct CivilDate: Sendable, Hashable {
  private(set) var year: Int
  /// From 1.
  private(set) var month: Int
  /// From 1.
  private(set) var day: Int

  /// Nil when there is no such day, as 30 February.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month),
      (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of this number, 1970-01-01 being 0.
  ///
  /// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013, `civil_from_days`.
  init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int { Self.number(ofDay: day, month: month, year: year) }

  /// Days from 1970-01-01 to a day; `days_from_civil` of the same source.
  private static func number(ofDay day: Int, month: Int, year: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = floorDivide(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The first day of a month, from 1 to 12.
  static func first(ofMonth month: Int, year: Int) -> CivilDate {
    CivilDate(dayNumber: number(ofDay: 1, month: month, year: year))
  }

  /// The last day of a month, from 1 to 12.
  static func last(ofMonth month: Int, year: Int) -> CivilDate {
    first(ofMonth: month, year: year).adding(days: dayCount(ofMonth: month, year: year) - 1)
  }

  func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month has; `month` from 1 to 12.
  static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The quotient, rounded down.
  static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}

extension CivilDate: Comparable {
  static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
