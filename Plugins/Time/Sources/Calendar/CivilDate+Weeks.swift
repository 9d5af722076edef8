extension CivilDate {
  /// 1 is Monday, 7 Sunday, as in ISO 8601.
  var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = dayNumber + 3
    return days - Self.floorDivide(days, 7) * 7 + 1
  }

  /// The Monday of its week.
  var monday: CivilDate { adding(days: 1 - weekday) }

  /// The week of ISO 8601: week 1 has the year's first Thursday.
  var isoWeek: (year: Int, week: Int) {
    let thursday = adding(days: 4 - weekday)
    let first = Self.first(ofMonth: 1, year: thursday.year)
    return (thursday.year, (thursday.dayNumber - first.dayNumber) / 7 + 1)
  }

  /// The Monday of a week of ISO 8601; weeks beyond the year's last go on in the next.
  static func monday(isoYear: Int, week: Int) -> CivilDate {
    // 4 January is always in week 1.
    first(ofMonth: 1, year: isoYear).adding(days: 3).monday.adding(days: (week - 1) * 7)
  }

  /// 52 or 53.
  static func weekCount(ofYear year: Int) -> Int {
    // 28 December is always in the last week.
    last(ofMonth: 12, year: year).adding(days: -3).isoWeek.week
  }
}
