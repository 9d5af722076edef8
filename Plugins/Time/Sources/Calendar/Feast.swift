/// A day that comes once a year: fixed, a weekday of a month, or counted from a movable feast.
///
/// Written `12-25`; `11:4:4`, the fourth Thursday of November (month, which one, weekday; from the end
/// of the month where the second is negative); `easter` or another movable feast by its name; each with
/// `+1` or `-2` behind it for days later or earlier.
struct Feast: Sendable, Hashable {
  enum Base: Sendable, Hashable {
    case fixed(month: Int, day: Int)
    case weekday(month: Int, number: Int, weekday: Int)
    case movable(MovableFeast)
  }

  var base: Base
  /// Days behind the base.
  var offset = 0

  /// Nil when the year has no such day.
  func day(inYear year: Int) -> CivilDate? {
    switch base {
    case .fixed(let month, let day):
      CivilDate(year: year, month: month, day: day)?.adding(days: offset)
    case .weekday(let month, let number, let weekday):
      Self.day(weekday, number: number, ofMonth: month, year: year)?.adding(days: offset)
    case .movable(let feast): feast.day(inYear: year).adding(days: offset)
    }
  }

  private static func day(
    _ weekday: Int,
    number: Int,
    ofMonth month: Int,
    year: Int
  ) -> CivilDate? {
    let count = CivilDate.dayCount(ofMonth: month, year: year)
    if number > 0 {
      let first = CivilDate.first(ofMonth: month, year: year)
      let day = 1 + (weekday - first.weekday + 7) % 7 + (number - 1) * 7
      return CivilDate(year: year, month: month, day: day)
    }
    let last = CivilDate.last(ofMonth: month, year: year)
    let day = count - (last.weekday - weekday + 7) % 7 + (number + 1) * 7
    return CivilDate(year: year, month: month, day: day)
  }
}

extension Feast {
  /// Whether it falls on another day of the month each year.
  var isMovable: Bool { if case .fixed = base { false } else { true } }

  /// Reads the form above; nil when `text` is none.
  init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let feast = MovableFeast.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
      base = .movable(feast)
      rest = rest.dropFirst(feast.rawValue.utf8.count)
    } else {
      let end = rest.dropFirst(5).firstIndex { $0 == "+" || ($0 == "-" && rest.first != "-") }
      let head = rest[..<(end ?? rest.endIndex)]
      rest = rest[(end ?? rest.endIndex)...]
      let colons = head.split(separator: ":").compactMap { Int($0) }
      let dashes = head.split(separator: "-").compactMap { Int($0) }
      if colons.count == 3, (1...12).contains(colons[0]), colons[1] != 0,
        (-5...5).contains(colons[1]), (1...7).contains(colons[2])
      {
        base = .weekday(month: colons[0], number: colons[1], weekday: colons[2])
      } else if dashes.count == 2, (1...12).contains(dashes[0]), (1...31).contains(dashes[1]) {
        base = .fixed(month: dashes[0], day: dashes[1])
      } else {
        return nil
      }
    }
    guard let offset = rest.isEmpty ? 0 : Int(rest), (-366...366).contains(offset) else {
      return nil
    }
    self.offset = offset
  }
}
