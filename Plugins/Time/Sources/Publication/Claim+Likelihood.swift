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

  /// The logarithm of the number of days of a year.
  private static let daysOfYear = log(365.0)
  /// The logarithm of how much less probable it is to tell in the past of what is to come this year.
  private static let tooEarly = 3.0

  /// How well the words fit each day of these years; see `Claim`.
  ///
  /// - Parameter years: From the first to the last that will be asked for.
  /// - Returns: for a day the logarithm of its probability.
  func likelihood(in years: ClosedRange<Int>) -> (CandidateDay) -> Double {
    switch self {
    case .named(let first, let last, let part):
      let spread = part.spread
      if part.countsYears {
        let year = CivilDate(dayNumber: first).year
        return { day in
          let isAgainst = part.looksBack && day.date.year == year && day.number < first
          return spread.log(atDistance: day.date.year - year) - Self.daysOfYear
            - (isAgainst ? Self.tooEarly : 0)
        }
      }
      return { day in
        let distance = day.number > last ? day.number - last : min(day.number - first, 0)
        return spread.log(atDistance: part == .copyright ? day.number - first : distance)
      }
    case .yearly(let rest, let told): return Self.yearly(rest, told, years)
    case .weekday(let weekday, let told):
      let logs = (0..<7).map { ago in
        Self.doubted(told.weekdaySpread.log(atDistance: ago), 7, isNever: told.excludes(ago))
      }
      return { logs[($0.weekday - weekday + 7) % 7] }
    case .weekdayOf(let rest, let weekday):
      let fitting = Set(
        (years.lowerBound - 1...years.upperBound + 1).filter { year in
          CalendarValue(.year, year: year).part(rest)?.days?.first.weekday == weekday
        }
      )
      // Seven years in which it falls on one of seven days.
      let (well, badly) = (Self.doubted(0, 7, isNever: false), log(Self.doubt))
      return { day in fitting.contains(Self.year(of: rest, nearest: day)) ? well : badly }
    case .oneOf(let expression, let named, let certain):
      let (well, badly) = (log(certain ? 3.0 : 1.5), log(certain ? 0.1 : 0.6))
      return { day in
        guard let days = expression.days(on: day.date) else { return 0 }
        let fits = named.contains { named in
          named.days(near: day.date).contains { $0.overlaps(days) }
        }
        return fits ? well : badly
      }
    case .yearOf(let rest, let year):
      let (well, badly) = (log(5.0), log(0.1))
      return { Self.year(of: rest, nearest: $0) == year ? well : badly }
    }
  }

  /// The logarithm of the probability that it is none of the days near what is named.
  var logElsewhere: Double {
    switch self {
    case .named(_, _, let part): part.spread.logBeyond
    case .yearOf: log(0.1)
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
      let logs = (0..<12).map { doubted(told.monthSpread.log(atDistance: $0), 12, isNever: false) }
      return { logs[($0.date.month - month + 12) % 12] }
    }
    let firsts = stretches.map(\.first.dayNumber)
    return { day in
      guard let last = firsts.last(where: { $0 <= day.number }) else { return 0 }
      return doubted(
        told.daySpread.log(atDistance: min(day.number - last, 365)),
        365,
        isNever: false
      )
    }
  }

  /// The year whose day of this name is nearest to a day.
  private static func year(of rest: String, nearest day: CandidateDay) -> Int {
    let years = day.date.year - 1...day.date.year + 1
    return years.min { distance(rest, $0, day) < distance(rest, $1, day) } ?? day.date.year
  }

  private static func distance(_ rest: String, _ year: Int, _ day: CandidateDay) -> Int {
    guard let days = CalendarValue(.year, year: year).part(rest)?.days else { return Int.max }
    return max(days.first.dayNumber - day.number, day.number - days.last.dayNumber, 0)
  }

  /// How much better than any a day fits, when one of so many is meant and the words may mean another thing.
  private static func doubted(_ log: Double, _ count: Int, isNever: Bool) -> Double {
    let fit = isNever ? 0 : exp(log) * Double(count)
    return Foundation.log((1 - doubt) * fit + doubt)
  }
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
    case .pastMonth: .pastMonth
    case .pastYear: .pastYear
    case .futureYear: .futureYear
    case .openYear: .openYear
    }
  }

  /// Whether its spread counts years, not days.
  var countsYears: Bool { [.pastMonth, .pastYear, .futureYear, .openYear].contains(self) }

  var looksBack: Bool { self == .pastMonth || self == .pastYear }
}

extension Claim.Told {
  fileprivate var weekdaySpread: Spread {
    self == .issue
      ? .issueWeekday
      : looksAhead ? .futureWeekday : looksBack ? .pastWeekday : .openWeekday
  }
  fileprivate var daySpread: Spread {
    self == .issue
      ? .issueDayOfYear
      : looksAhead ? .futureDayOfYear : looksBack ? .pastDayOfYear : .openDayOfYear
  }
  fileprivate var monthSpread: Spread {
    looksAhead ? .futureMonthOfYear : looksBack ? .pastMonthOfYear : .openMonthOfYear
  }
  /// Whether so many days ago cannot be what *last* or *next* means.
  fileprivate func excludes(_ ago: Int) -> Bool { ago == 0 && (self == .last || self == .next) }
}
