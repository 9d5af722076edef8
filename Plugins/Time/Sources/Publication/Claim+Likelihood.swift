import Foundation

/// A day on which a document may have been published.
struct CandidateDay: Sendable {
  /// As `CivilDate` counts.
  let number: Int
  let date: CivilDate
  let weekday: Int

  init(_ number: Int) {
    self.number = number
    date = CivilDate(dayNumber: number)
    weekday = date.weekday
  }
}

extension Claim {
  /// That the words mean something else than they seem to: they fit any day.
  private static let doubt = 0.04

  /// How well the words fit each day of these years; see `Claim`.
  ///
  /// - Parameter years: From the first to the last that will be asked for.
  /// - Returns: for a day the logarithm of how much better it fits than any.
  func likelihood(in years: ClosedRange<Int>) -> (CandidateDay) -> Double {
    let around = years.lowerBound - 1...years.upperBound + 1
    switch self {
    case .named(let first, let last, let part):
      let spread = part.spread
      if part.countsYears {
        let year = CivilDate(dayNumber: first).year
        return { day in
          let fit = spread.log(atDistance: day.date.year - year, among: Spread.years)
          guard part.looksBack, day.date.year == year else { return fit }
          // In January nobody tells of that year in the past, in December everybody does.
          let gone = Double(day.number - first + 1) / Double(last - first + 1)
          return fit + log(min(max(gone, 0.05), 1))
        }
      }
      return { day in
        let distance = day.number > last ? day.number - last : min(day.number - first, 0)
        return spread.log(
          atDistance: part == .copyright ? day.number - first : distance,
          among: Spread.days
        )
      }
    case .yearly(let rest, let told): return Self.yearly(rest, told, years)
    case .weekday(let weekday, let told):
      let logs = (0..<7).map { ago in
        Self.doubted(
          told.excludes(ago) ? 0 : exp(told.weekdaySpread.log(atDistance: ago, among: 7))
        )
      }
      return { logs[($0.weekday - weekday + 7) % 7] }
    case .weekdayOf(let rest, let weekday):
      let yearly = YearlyDays(rest, in: around)
      let fitting = Set(
        around.filter { year in
          yearly.inYear(year).map { CivilDate(dayNumber: $0.lowerBound).weekday } == weekday
        }
      )
      // Seven years in which it falls on one of seven days.
      let (well, badly) = (Self.doubted(7), log(Self.doubt))
      return { day in fitting.contains(yearly.year(nearest: day)) ? well : badly }
    case .oneOf(let expression, let named, let certain):
      let isYearly = named.allSatisfy { !$0.rest.isEmpty }
      let (well, badly) =
        certain ? (log(isYearly ? 100.0 : 300.0), log(0.02)) : (log(1.5), log(0.6))
      let reading = expression.reading()
      let dated = named.filter(\.rest.isEmpty).map { $0.first...$0.last }
      let yearly = named.filter { !$0.rest.isEmpty }.map { YearlyDays($0.rest, in: around) }
      return { day in
        guard let days = reading(day) else { return 0 }
        let fits =
          dated.contains { $0.overlaps(days) }
          || yearly.contains { $0.overlaps(days, near: day.date.year) }
        return fits ? well : badly
      }
    case .yearOf(let rest, let year):
      let (well, badly) = (log(5.0), log(0.1))
      let yearly = YearlyDays(rest, in: around)
      return { yearly.year(nearest: $0) == year ? well : badly }
    }
  }

  /// The logarithm of the probability that it is none of the days near what is named.
  var logElsewhere: Double {
    switch self {
    case .named(_, _, let part): part.spread.logBeyond
    case .yearOf: log(0.1)
    case .oneOf(_, let named, certain: true) where named.allSatisfy { $0.rest.isEmpty }: log(0.02)
    default: 0
    }
  }

  /// Days that are told of by their place in the year.
  private static func yearly(
    _ rest: String,
    _ told: Told,
    _ years: ClosedRange<Int>
  ) -> (CandidateDay) -> Double {
    let stretches = (years.lowerBound - 2...years.upperBound + 1).compactMap { year in
      CalendarValue(.year, year: year).part(rest)?.days
    }
    let isDay = stretches.allSatisfy { $0.first == $0.last }
    if !isDay, let month = stretches.first?.first.month,
      stretches.allSatisfy({ $0.first.month == $0.last.month })
    {
      let logs = (0..<12).map { doubted(exp(told.monthSpread.log(atDistance: $0, among: 12))) }
      return { logs[($0.date.month - month + 12) % 12] }
    }
    let firsts = stretches.map(\.first.dayNumber)
    return { day in
      guard let last = firsts.last(where: { $0 <= day.number }) else { return 0 }
      return doubted(exp(told.daySpread.log(atDistance: min(day.number - last, 365), among: 365)))
    }
  }

  /// What is left of how much better a day fits, when the words may mean another thing; a logarithm.
  private static func doubted(_ fit: Double) -> Double { log((1 - doubt) * fit + doubt) }
}

extension Claim.Part {
  var spread: Spread {
    switch self {
    case .issue: .issue
    case .fileName: .fileName
    case .caption: .caption
    case .copyright: .copyright
    case .pastDay: .pastDay
    case .futureDay: .futureDay
    case .openDay: .openDay
    case .pastQuarter: .pastQuarter
    case .pastMonth: .pastMonth
    case .pastYear: .pastYear
    case .futureYear: .futureYear
    case .openYear: .openYear
    }
  }

  /// Whether its spread counts years, not days.
  var countsYears: Bool {
    [.pastMonth, .pastQuarter, .pastYear, .futureYear, .openYear].contains(self)
  }

  var looksBack: Bool { [.pastMonth, .pastQuarter, .pastYear].contains(self) }
}

extension Claim.Told {
  fileprivate var weekdaySpread: Spread {
    self == .issue
      ? .issueWeekday
      : looksAhead ? .futureWeekday : looksBack ? .pastWeekday : .openWeekday
  }
  fileprivate var daySpread: Spread {
    switch self {
    case .pastWeek: return .pastDayOfWeek
    case .futureWeek: return .futureDayOfWeek
    default: break
    }
    return self == .issue
      ? .issueDayOfYear
      : looksAhead ? .futureDayOfYear : looksBack ? .pastDayOfYear : .openDayOfYear
  }
  fileprivate var monthSpread: Spread {
    looksAhead ? .futureMonthOfYear : looksBack ? .pastMonthOfYear : .openMonthOfYear
  }
  /// Whether so many days ago cannot be what *last* or *next* means.
  fileprivate func excludes(_ ago: Int) -> Bool { ago == 0 && (self == .last || self == .next) }
}
