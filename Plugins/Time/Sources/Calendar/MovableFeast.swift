/// A feast that goes by the moon: from which others are counted.
enum MovableFeast: String, Sendable, Hashable, CaseIterable {
  /// Easter Sunday of the western churches.
  case easter
  /// Easter Sunday of the eastern churches, by the Julian calendar.
  case orthodoxEaster = "orthodox_easter"
  /// The first day, 15 Nisan.
  case passover
  /// The Jewish new year, 1 Tishri.
  case roshHashanah = "rosh_hashanah"
  /// The first day, 25 Kislev.
  case hanukkah
  /// 1 Muharram, by the tabular calendar; where the moon is watched for, it may be a day off. So the others.
  case islamicNewYear = "islamic_new_year"
  /// 12 Rabi al-awwal.
  case mawlid
  /// The first day of fasting, 1 Ramadan.
  case ramadan
  /// 1 Shawwal.
  case eidAlFitr = "eid_al_fitr"
  /// 10 Dhu al-hijja.
  case eidAlAdha = "eid_al_adha"

  /// Its day in a year of the Gregorian calendar; of two, as the shorter Islamic year has them at times,
  /// the first.
  func day(inYear year: Int) -> CivilDate {
    switch self {
    case .easter: Self.easter(inYear: year)
    case .orthodoxEaster: Self.orthodoxEaster(inYear: year)
    case .passover: HebrewYear(beginningIn: year).previousPassover
    case .roshHashanah: HebrewYear(beginningIn: year).newYear
    case .hanukkah: HebrewYear(beginningIn: year).hanukkah
    case .islamicNewYear: IslamicCalendar.first(month: 1, day: 1, inYear: year)
    case .mawlid: IslamicCalendar.first(month: 3, day: 12, inYear: year)
    case .ramadan: IslamicCalendar.first(month: 9, day: 1, inYear: year)
    case .eidAlFitr: IslamicCalendar.first(month: 10, day: 1, inYear: year)
    case .eidAlAdha: IslamicCalendar.first(month: 12, day: 10, inYear: year)
    }
  }

  /// Easter Sunday of the western churches.
  ///
  /// The algorithm of "Nature" of 20 April 1876, as in J. Meeus, Astronomical Algorithms, 1991, ch. 8.
  private static func easter(inYear year: Int) -> CivilDate {
    let a = year - CivilDate.floorDivide(year, 19) * 19
    let b = CivilDate.floorDivide(year, 100)
    let c = year - b * 100
    let d = CivilDate.floorDivide(b, 4)
    let e = b - d * 4
    let g = CivilDate.floorDivide(b - CivilDate.floorDivide(b + 8, 25) + 1, 3)
    let sum = 19 * a + b - d - g + 15
    let h = sum - CivilDate.floorDivide(sum, 30) * 30
    let i = c / 4
    let k = c % 4
    let rest = 32 + 2 * e + 2 * i - h - k
    let l = rest - CivilDate.floorDivide(rest, 7) * 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return CivilDate.first(ofMonth: n / 31, year: year).adding(days: n % 31)
  }

  /// Easter Sunday of the eastern churches, on the Gregorian calendar.
  ///
  /// Meeus, the same chapter: the algorithm for the Julian calendar.
  private static func orthodoxEaster(inYear year: Int) -> CivilDate {
    let a = year - CivilDate.floorDivide(year, 4) * 4
    let b = year - CivilDate.floorDivide(year, 7) * 7
    let c = year - CivilDate.floorDivide(year, 19) * 19
    let d = (19 * c + 15) % 30
    let e = (2 * a + 4 * b - d + 34) % 7
    let n = d + e + 114
    let behind = CivilDate.floorDivide(year, 100) - CivilDate.floorDivide(year, 400) - 2
    return CivilDate.first(ofMonth: n / 31, year: year).adding(days: n % 31 + behind)
  }
}
