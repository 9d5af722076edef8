/// The Islamic calendar by tables, with leap years by the cycle of thirty years.
///
/// E. M. Reingold, N. Dershowitz, Calendrical Calculations, 4th ed., 2018, ch. 7.
enum IslamicCalendar {
  /// The first day of this month and day in a year of the Gregorian calendar; each has one.
  static func first(month: Int, day: Int, inYear year: Int) -> CivilDate {
    let newYear = CivilDate.first(ofMonth: 1, year: year).dayNumber
    // The year that holds 1 January, or the one behind it.
    let current = CivilDate.floorDivide(30 * (newYear - epoch) + 10_646, 10_631)
    let date = dayNumber(year: current, month: month, day: day)
    return CivilDate(
      dayNumber: date >= newYear ? date : dayNumber(year: current + 1, month: month, day: day)
    )
  }

  /// Days since 1970-01-01.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    epoch + (year - 1) * 354 + CivilDate.floorDivide(3 + 11 * year, 30) + 29 * (month - 1)
      + month / 2 + day - 1
  }

  /// 16 July 622 of the Julian calendar, from 1970-01-01.
  private static let epoch = -492_148
}
