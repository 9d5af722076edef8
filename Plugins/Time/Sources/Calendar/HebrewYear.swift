/// A year of the Hebrew calendar.
///
/// E. M. Reingold, N. Dershowitz, Calendrical Calculations, 4th ed., 2018, ch. 8.
struct HebrewYear {
  /// 1 Tishri.
  let newYear: CivilDate
  private let dayCount: Int

  /// The year whose first day lies in a year of the Gregorian calendar.
  init(beginningIn year: Int) {
    let number = year + 3_761
    let first = Self.dayNumber(ofNewYear: number)
    newYear = CivilDate(dayNumber: first)
    dayCount = Self.dayNumber(ofNewYear: number + 1) - first
  }

  /// 25 Kislev: Tishri has 30 days, Marheshvan 29, or in long years 30.
  var hanukkah: CivilDate { newYear.adding(days: dayCount % 10 == 5 ? 84 : 83) }

  /// 15 Nisan of the year before: from there to the new year months are always as long.
  var previousPassover: CivilDate { newYear.adding(days: -163) }

  /// Days from the epoch to the mean new moon of the year's first month, put off where that keeps
  /// feasts from unfit weekdays.
  private static func elapsedDays(_ year: Int) -> Int {
    let months = CivilDate.floorDivide(235 * year - 234, 19)
    let day = 29 * months + CivilDate.floorDivide(12_084 + 13_753 * months, 25_920)
    let weekday = 3 * (day + 1)
    return weekday - CivilDate.floorDivide(weekday, 7) * 7 < 3 ? day + 1 : day
  }

  /// Days since 1970-01-01.
  private static func dayNumber(ofNewYear year: Int) -> Int {
    let days = elapsedDays(year)
    let delay =
      elapsedDays(year + 1) - days == 356 ? 2 : days - elapsedDays(year - 1) == 382 ? 1 : 0
    return days + delay + epoch
  }

  /// The day before the first, 7 October 3761 BC of the Julian calendar, from 1970-01-01.
  private static let epoch = -2_092_590
}
