import Foundation

/// How far a day of publication lies from a day that a text names.
///
/// Each is a histogram: how probable it is that the distance is up to so many days, from the bound of the
/// line before it. The shares were counted in news texts whose day is known, and smoothed; they are
/// rounded, since nothing hangs on the second digit.
struct Spread: Sendable {
  /// From the least to the greatest distance, in days behind the day that is named.
  private let bounds: [(last: Int, log: Double)]
  /// The logarithm of the probability that it is none of these distances.
  let logBeyond: Double

  /// - Parameters:
  ///   - start: The least distance that the first line covers.
  ///   - lines: The last distance that a line covers, and its probability.
  ///   - beyond: Probability of any other distance.
  private init(_ start: Int, _ lines: [(last: Int, share: Double)], beyond: Double) {
    var bounds = [(last: start - 1, log: Self.never)]
    for line in lines {
      let days = Double(line.last - (bounds.last?.last ?? 0))
      bounds.append((line.last, Foundation.log(line.share / days)))
    }
    self.bounds = bounds
    logBeyond = Foundation.log(beyond)
  }

  /// The logarithm of how much more probable one at this distance is than any of so many.
  func log(atDistance distance: Int, among count: Double) -> Double {
    guard let line = bounds.first(where: { distance <= $0.last }), line.log > Self.never
    else { return logBeyond }
    return line.log + Foundation.log(count)
  }

  /// Nothing lies before the first line.
  private static let never = -30.0
  /// Days of a century: a day that nobody knows is one of these.
  static let days = 36_525.0
  /// Years of a century.
  static let years = 100.0

  /// From the day in a dateline, on a line of its own at the head, in an address.
  static let issue = Spread(
    -7,
    [(-2, 0.005), (-1, 0.02), (0, 0.9), (1, 0.05), (3, 0.01), (31, 0.005)],
    beyond: 0.01
  )
  /// From the day in the name of a file, which may be that on which it was saved.
  static let fileName = Spread(
    -366,
    [(-32, 0.02), (-8, 0.03), (-2, 0.05), (-1, 0.07), (0, 0.75), (1, 0.03), (7, 0.02)],
    beyond: 0.03
  )
  /// From a day with its year in a caption: pictures are seldom old.
  static let caption = Spread(
    -366,
    [
      (-1, 0.01), (0, 0.36), (1, 0.26), (3, 0.12), (7, 0.08), (31, 0.07), (365, 0.05),
      (3_000, 0.03),
    ],
    beyond: 0.02
  )
  /// From a day with its year told in the past, the latest of them.
  static let pastDay = Spread(
    -3_000,
    [
      (-366, 0.01), (-1, 0.02), (0, 0.08), (1, 0.08), (7, 0.11), (31, 0.13), (183, 0.14),
      (366, 0.09), (731, 0.08), (1_100, 0.04), (3_000, 0.06),
    ],
    beyond: 0.16
  )
  /// From a day with its year still to come, the first of them.
  static let futureDay = Spread(
    -3_000,
    [
      (-1_100, 0.02), (-366, 0.05), (-184, 0.08), (-32, 0.21), (-8, 0.17), (-1, 0.12), (0, 0.04),
      (7, 0.05), (31, 0.05), (366, 0.07), (3_000, 0.06),
    ],
    beyond: 0.08
  )
  /// From a day with its year that may be past or to come.
  static let openDay = Spread(
    -3_000,
    [
      (-366, 0.03), (-32, 0.15), (-8, 0.14), (-1, 0.1), (1, 0.05), (7, 0.09), (31, 0.1),
      (366, 0.14), (731, 0.08), (3_000, 0.07),
    ],
    beyond: 0.05
  )
  /// From the year of a month told in the past, in years: its own is seldom named.
  static let pastMonth = Spread(
    -8,
    [(-1, 0.03), (0, 0.11), (1, 0.42), (2, 0.2), (3, 0.08), (8, 0.1)],
    beyond: 0.06
  )
  /// From the year of a quarter, half or season told in the past, in years.
  static let pastQuarter = Spread(
    -8,
    [(-1, 0.02), (0, 0.48), (1, 0.33), (2, 0.06), (8, 0.06)],
    beyond: 0.05
  )
  /// From a year told in the past, in years.
  static let pastYear = Spread(
    -8,
    [(-1, 0.04), (0, 0.16), (1, 0.24), (2, 0.16), (3, 0.08), (5, 0.07), (8, 0.05)],
    beyond: 0.2
  )
  /// From a month or year still to come, in years.
  static let futureYear = Spread(
    -8,
    [(-6, 0.08), (-3, 0.12), (-2, 0.12), (-1, 0.18), (0, 0.17), (1, 0.09), (3, 0.06), (8, 0.06)],
    beyond: 0.12
  )
  /// From a month or year that may be past or to come, in years.
  static let openYear = Spread(
    -8,
    [(-6, 0.03), (-3, 0.06), (-1, 0.12), (0, 0.26), (1, 0.22), (2, 0.12), (3, 0.05), (8, 0.08)],
    beyond: 0.06
  )
  /// From the first day of the year of a copyright.
  static let copyright = Spread(
    -366,
    [(-1, 0.03), (364, 0.92), (730, 0.02)],
    beyond: 0.03
  )
  /// From a day without a year that is told in the past: how many days ago it was last.
  static let pastDayOfYear = Spread(
    0,
    [
      (0, 0.07), (1, 0.08), (7, 0.18), (14, 0.14), (31, 0.18), (62, 0.12), (123, 0.09),
      (243, 0.05), (334, 0.03), (357, 0.04), (365, 0.02),
    ],
    beyond: 0.01
  )
  /// The same of one still to come.
  static let futureDayOfYear = Spread(
    0,
    [
      (0, 0.04), (31, 0.08), (123, 0.04), (243, 0.05), (303, 0.12), (334, 0.17), (351, 0.2),
      (358, 0.18), (364, 0.1), (365, 0.02),
    ],
    beyond: 0.01
  )
  /// The same where the sentence does not say.
  static let openDayOfYear = Spread(
    0,
    [
      (0, 0.14), (1, 0.1), (7, 0.14), (31, 0.18), (62, 0.07), (123, 0.06), (243, 0.05),
      (303, 0.05), (334, 0.07), (358, 0.1), (365, 0.04),
    ],
    beyond: 0.01
  )
  /// How many months ago a month told in the past was last; 0: it is the month of publication.
  static let pastMonthOfYear = Spread(
    0,
    [
      (0, 0.09), (1, 0.18), (2, 0.17), (3, 0.1), (5, 0.17), (7, 0.11), (9, 0.1), (11, 0.08),
    ],
    beyond: 0.01
  )
  /// The same of one still to come.
  static let futureMonthOfYear = Spread(
    0,
    [
      (0, 0.1), (3, 0.06), (5, 0.06), (7, 0.12), (8, 0.1), (9, 0.13), (10, 0.18), (11, 0.25),
    ],
    beyond: 0.01
  )
  /// The same where the sentence does not say.
  static let openMonthOfYear = Spread(
    0,
    [
      (0, 0.12), (1, 0.13), (3, 0.18), (5, 0.12), (7, 0.1), (9, 0.15), (11, 0.2),
    ],
    beyond: 0.01
  )
  /// How many days ago a day was last that is told in the past with its weekday.
  static let pastDayOfWeek = Spread(
    0,
    [(0, 0.25), (1, 0.27), (6, 0.34), (31, 0.06), (334, 0.03), (365, 0.03)],
    beyond: 0.02
  )
  /// How many days ago one was last that is told with its weekday as still to come.
  static let futureDayOfWeek = Spread(
    0,
    [(0, 0.05), (304, 0.07), (334, 0.1), (351, 0.2), (357, 0.2), (364, 0.34), (365, 0.02)],
    beyond: 0.02
  )
  /// How many days ago a weekday told in the past was last.
  static let pastWeekday = Spread(
    0,
    [(0, 0.53), (1, 0.23), (2, 0.09), (3, 0.06), (4, 0.04), (5, 0.02), (6, 0.02)],
    beyond: 0.01
  )
  /// The same of one that is still to come: 6 is tomorrow.
  static let futureWeekday = Spread(
    0,
    [(0, 0.18), (1, 0.1), (2, 0.12), (3, 0.14), (4, 0.15), (5, 0.15), (6, 0.16)],
    beyond: 0.01
  )
  /// The same where the sentence does not say.
  static let openWeekday = Spread(
    0,
    [(0, 0.3), (1, 0.17), (2, 0.12), (3, 0.12), (4, 0.1), (5, 0.09), (6, 0.1)],
    beyond: 0.01
  )
  /// How many days ago the day of a dateline without a year was last.
  static let issueDayOfYear = Spread(
    0,
    [(0, 0.9), (1, 0.05), (7, 0.01), (363, 0.01), (365, 0.02)],
    beyond: 0.01
  )
  /// How many days ago the weekday of a dateline was last.
  static let issueWeekday = Spread(
    0,
    [(0, 0.9), (1, 0.05), (5, 0.02), (6, 0.02)],
    beyond: 0.01
  )
}
