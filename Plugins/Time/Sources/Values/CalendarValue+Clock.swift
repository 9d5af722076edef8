extension CalendarValue {
  private static let secondsOfDay = 86_400

  /// Seconds since the day began, where the value has a time of a clock: `T14:30:05+02:00`.
  var clock: Int? {
    guard unit == .day, time.dropFirst().first?.isNumber == true else { return nil }
    let parts = time.dropFirst().prefix { $0.isNumber || $0 == ":" }.split(separator: ":")
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(numbers.count),
      numbers.allSatisfy({ $0 < 100 })
    else { return nil }
    return zip(numbers, [3_600, 60, 1]).map { $0 * $1 }.reduce(0, +)
  }

  /// The time so many seconds later, on the next day perhaps; nil where there is no clock.
  func adding(seconds: Int) -> CalendarValue? {
    guard let clock, abs(seconds) < Self.secondsOfDay * 1_000 else { return nil }
    let total = clock + seconds
    let days = CivilDate.floorDivide(total, Self.secondsOfDay)
    let rest = total - days * Self.secondsOfDay
    var value = adding(days)
    let zone = time.dropFirst().drop { $0.isNumber || $0 == ":" }
    var parts = [rest / 3_600, rest / 60 % 60]
    let hasSeconds = time.prefix { $0 != "+" && $0 != "-" }.split(separator: ":").count > 2
    if rest % 60 != 0 || hasSeconds { parts.append(rest % 60) }
    value.time =
      "T" + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":") + zone
    return value
  }
}
