/// The days of a part of every year, `-10-27` or `-SU`, for some years.
struct YearlyDays: Sendable {
  private let firstYear: Int
  /// Of each year from the first; nil in years that have no such day.
  private let days: [ClosedRange<Int>?]

  /// - Parameters:
  ///   - rest: what stands behind the year in a value.
  ///   - years: those that will be asked for.
  init(_ rest: String, in years: ClosedRange<Int>) {
    firstYear = years.lowerBound
    days = years.map { year in
      CalendarValue(.year, year: year).part(rest)?.days
        .map { $0.first.dayNumber...$0.last.dayNumber }
    }
  }

  /// Nil, too, for a year it was not made for.
  func inYear(_ year: Int) -> ClosedRange<Int>? {
    days.indices.contains(year - firstYear) ? days[year - firstYear] : nil
  }

  /// The year whose stretch is nearest to a day.
  func year(nearest day: CandidateDay) -> Int {
    var nearest = (year: day.date.year, distance: Int.max)
    for year in day.date.year - 1...day.date.year + 1 {
      guard let days = inYear(year) else { continue }
      let distance = max(days.lowerBound - day.number, day.number - days.upperBound, 0)
      if distance < nearest.distance { nearest = (year, distance) }
    }
    return nearest.year
  }

  /// Whether that of this year, or of one beside it, shares a day with other days.
  func overlaps(_ others: ClosedRange<Int>, near year: Int) -> Bool {
    (year - 1...year + 1).contains { inYear($0)?.overlaps(others) == true }
  }
}
