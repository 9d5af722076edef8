import Foundation
import Testing

@testable import Time

/// The calendar against ones that are slow and plain: counting day by day, and Foundation's.
@Suite struct CalendarDifferentialTests {
  @Test func `days counted one by one from 1 January of the year 1 BC`() {
    var (year, month, day, weekday) = (0, 1, 1, 6)
    var week = (year: -1, number: 52)
    var number = -719_528
    while year < 2_500 {
      let date = CivilDate(dayNumber: number)
      guard date.year == year, date.month == month, date.day == day, date.weekday == weekday,
        date.isoWeek == (week.year, week.number), date.dayNumber == number
      else {
        Issue.record("\(year)-\(month)-\(day) is \(date), \(date.weekday), \(date.isoWeek)")
        return
      }
      number += 1
      weekday = weekday % 7 + 1
      day += 1
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      // A new week belongs to the year that has its Thursday.
      if weekday == 1 {
        let isFirst = month == 12 && day >= 29 || month == 1 && day <= 4
        week = isFirst ? (month == 12 ? year + 1 : year, 1) : (week.year, week.number + 1)
      }
    }
  }

  private static let foundation: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }()

  @Test func `random days and counts, as Foundation has them`() throws {
    var random = RandomTimes(seed: Fuzzing.seed, folder: "")
    let end = Fuzzing.end
    let units: [(CalendarValue.Unit, Calendar.Component, Int)] = [
      (.day, .day, 1), (.week, .day, 7), (.month, .month, 1), (.quarter, .month, 3),
      (.half, .month, 6), (.year, .year, 1), (.decade, .year, 10),
    ]
    repeat {
      // 1600 to 2400.
      let date = CivilDate(dayNumber: random.number(-135_140...157_000))
      let (unit, component, size) = random.pick(units)
      let count = random.number(-40...40)
      let holding = CalendarValue(unit, holding: date)
      let days = try #require(holding.days)
      let moved = try #require(holding.adding(count).days)
      let first = try #require(Self.date(days.first))
      let other = try #require(
        Self.foundation.date(byAdding: component, value: count * size, to: first)
      )
      #expect(Self.date(moved.first) == other, "\(holding.text) + \(count)")
      let next = try #require(Self.foundation.date(byAdding: component, value: size, to: first))
      #expect(Self.date(days.last.adding(days: 1)) == next, "\(holding.text)")
      let parts = Self.foundation.dateComponents(
        [.weekday, .weekOfYear, .yearForWeekOfYear],
        from: try #require(Self.date(date))
      )
      #expect(parts.weekday.map { ($0 + 5) % 7 + 1 } == date.weekday)
      #expect(parts.weekOfYear == date.isoWeek.week && parts.yearForWeekOfYear == date.isoWeek.year)
      #expect(CalendarValue(holding.text) == holding)
    } while Date() < end
  }

  private static func date(_ date: CivilDate) -> Date? {
    foundation.date(from: DateComponents(year: date.year, month: date.month, day: date.day))
  }

  @Test func `random durations keep their length`() throws {
    var random = RandomTimes(seed: Fuzzing.seed, folder: "")
    let end = Fuzzing.end
    repeat {
      var written = "P"
      var expected = (months: 0.0, seconds: 0.0)
      for _ in 0..<random.number(1...3) {
        let part = Self.part(&random)
        written += part.text
        expected.months += part.months
        expected.seconds += part.seconds
      }
      let value = try #require(DurationValue(written), "\(written)").text
      let read = Self.lengths(of: value)
      #expect(abs(read.seconds - expected.seconds) < 1e-6, "\(written) is \(value)")
      #expect(abs(read.months - expected.months) < 1e-6, "\(written) is \(value)")
    } while Date() < end
  }

  private static func part(
    _ random: inout RandomTimes
  ) -> (text: String, months: Double, seconds: Double) {
    let units: [(String, months: Double, seconds: Double)] = [
      ("W", 0, 604_800), ("D", 0, 86_400), ("TH", 0, 3_600), ("TM", 0, 60), ("TS", 0, 1),
      ("Y", 12, 0), ("M", 1, 0), ("Q", 3, 0), ("DE", 120, 0), ("CE", 1_200, 0),
    ]
    let unit = random.pick(units)
    let whole = random.number(0...400)
    let (fraction, rest) = random.pick([("", 0.0), ("", 0), (".5", 0.5), (".25", 0.25)])
    let count = Double(whole) + rest
    return ("\(whole)\(fraction)\(unit.0)", count * unit.months, count * unit.seconds)
  }

  /// Of a duration of ISO 8601, read sign by sign.
  private static func lengths(of text: String) -> (months: Double, seconds: Double) {
    var (months, seconds, digits, isClock) = (0.0, 0.0, "", false)
    for sign in text.dropFirst() {
      if sign == "T" {
        isClock = true
      } else if sign.isNumber || sign == "." {
        digits.append(sign)
      } else {
        let number = Double(digits) ?? .nan
        digits = ""
        switch (sign, isClock) {
        case ("Y", _): months += number * 12
        case ("M", false): months += number
        case ("W", _): seconds += number * 604_800
        case ("D", _): seconds += number * 86_400
        case ("H", _): seconds += number * 3_600
        case ("M", true): seconds += number * 60
        case ("S", _): seconds += number
        default: seconds = .nan
        }
      }
    }
    return (months, seconds)
  }
}
