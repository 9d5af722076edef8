import Foundation

/// What a clue says of the day of publication.
///
/// Each says for every day how much better its words fit a text of that day than of any, as a logarithm.
/// Claims about a year also say it of all days far away together; the others come back every week or
/// year.
enum Claim: Sendable, Codable, Hashable {
  /// A stretch of the calendar with its year, and in what part it plays.
  case named(first: Int, last: Int, Part)
  /// A part of every year: `-10-27`, `-11`, `-SU`; and where its sentence looks.
  case yearly(rest: String, Told)
  /// A weekday, 1 for Monday.
  case weekday(Int, Told)
  /// A part of some year that is this weekday: Friday, 27 October.
  case weekdayOf(rest: String, Int)
  /// An expression that is counted from the day of publication, and what the text names beside: one of these is
  /// probably what is meant.
  case oneOf(CountedExpression, [NamedDay], certain: Bool)
  /// The year of what others tell of the same thing.
  case yearOf(rest: String, year: Int)

  /// In what part a date with its year plays.
  enum Part: String, Sendable, Codable, Hashable {
    case issue, fileName, caption, copyright
    case pastDay, futureDay, openDay, pastMonth, pastQuarter, pastYear, futureYear, openYear
  }

  /// Where a sentence looks.
  enum Told: String, Sendable, Codable, Hashable {
    case past, future, open
    /// *Last* or *next* Friday: not today.
    case last, next
    /// It stands in the dateline.
    case issue
    /// Its weekday stands beside it.
    case pastWeek, futureWeek

    init(_ preference: PendingValue.Preference, _ tense: Direction?) {
      self =
        switch (preference, tense) {
        case (.last, _): .last
        case (.next, _): .next
        case (_, .past?), (_, .likelyPast?), (_, .before?): .past
        case (_, .future?), (_, .likelyFuture?): .future
        case (_, .possible?), (_, nil): .open
        }
    }

    var looksAhead: Bool { self == .future || self == .next || self == .futureWeek }
    var looksBack: Bool { self == .past || self == .last || self == .pastWeek }
  }
}

/// A day or a stretch that a text names, with its year or without.
struct NamedDay: Sendable, Codable, Hashable {
  /// `-10-27`; empty where the year is known.
  var rest = ""
  var first = 0
  var last = 0
}
