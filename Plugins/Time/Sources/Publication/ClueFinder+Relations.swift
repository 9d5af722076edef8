import GalleyKit

// Expressions that stand beside each other.
extension ClueFinder {
  /// Two expressions side by side that tell of one time.
  func appositions(_ found: [Expression], _ document: borrowing Document) -> [Clue] {
    zip(found, found.dropFirst()).compactMap { first, second in
      guard first.timex.span.end < second.timex.span.start,
        Int(second.timex.span.start - first.timex.span.end) <= longestGap
      else { return nil }
      let gap = TextSpan(start: first.timex.span.end, end: second.timex.span.start)
      guard between.contains(Self.plain(document.coveredText(of: gap))),
        let claim = Self.claim(first.timex.pending, beside: second.timex.pending)
          ?? Self.claim(second.timex.pending, beside: first.timex.pending)
      else { return nil }
      let span = TextSpan(start: first.timex.span.start, end: second.timex.span.end)
      return Clue(
        claim: claim,
        source: .text,
        span: ClueSpan(span),
        words: document.coveredText(of: span)
      )
    }
  }

  private static func claim(_ first: PendingValue, beside second: PendingValue) -> Claim? {
    if case .shifted(let unit, let count, let rest) = first {
      let counted = CountedExpression(
        underspecified: "@\(unit)\(count < 0 ? "" : "+")\(count)\(rest)",
        told: count < 0 ? .last : .next
      )
      return named(second).map { .oneOf(counted, [$0], certain: true) }
    }
    guard case .partial(_, .week, let weekday) = first,
      let weekday = Int(timeless(weekday).dropFirst())
    else { return nil }
    switch second {
    case .partial(_, .year, let rest):
      let rest = timeless(rest)
      return CalendarValue(.year, year: 2000).part(rest)?.unit == .day
        ? .weekdayOf(rest: rest, weekday) : nil
    // Today, Monday.
    case .shifted(.day, let count, _):
      return .weekday((weekday - count - 1 + 14) % 7 + 1, .issue)
    default: return nil
    }
  }

  /// A time of the calendar.
  private static func named(_ pending: PendingValue) -> NamedDay? {
    switch pending {
    case .complete(let value):
      value.days.map { NamedDay(first: $0.first.dayNumber, last: $0.last.dayNumber) }
    case .partial(_, .year, let rest):
      CalendarValue(.year, year: 2000).part(timeless(rest)).map { _ in
        NamedDay(rest: timeless(rest))
      }
    default: nil
    }
  }

  /// What is counted from the day of publication and probably means a day that is named beside.
  func relations(_ found: [Expression], _ document: borrowing Document) -> [Clue] {
    let named = found.compactMap { expression -> (told: Claim.Told, day: NamedDay)? in
      switch expression.timex.pending {
      case .complete(let value):
        guard value.unit == .day, let days = value.days else { return nil }
        let day = NamedDay(first: days.first.dayNumber, last: days.last.dayNumber)
        return (expression.told, day)
      case .partial(_, .year, let rest):
        let rest = Self.timeless(rest)
        guard CalendarValue(.year, year: 2000).part(rest)?.unit == .day else { return nil }
        return (expression.told, NamedDay(rest: rest))
      default: return nil
      }
    }
    return found.compactMap { expression in
      guard let counted = Self.counted(expression) else { return nil }
      let days = named.filter { told, _ in
        told == .open || counted.told == .open || told.looksAhead == counted.told.looksAhead
      }.map(\.day)
      guard !days.isEmpty else { return nil }
      return Clue(
        claim: .oneOf(counted, days.uniqued(), certain: false),
        source: .text,
        span: ClueSpan(expression.timex.span),
        words: document.coveredText(of: expression.timex.span),
        weight: days.count == 1 || counted.told == .next || counted.told == .last ? 2 : 1.2
      )
    }
  }

  private static func counted(_ expression: Expression) -> CountedExpression? {
    var told = expression.told
    switch expression.timex.pending {
    case .shifted(let unit, let count, let rest):
      guard unit >= .year, unit != .day, count != 0, abs(count) <= 20,
        expression.timex.anchor == .publication
      else { return nil }
      told = count < 0 ? .last : .next
      return CountedExpression(
        underspecified: "@\(unit)\(count < 0 ? "" : "+")\(count)\(rest)",
        told: told
      )
    case .partial(_, .week, let rest):
      let rest = timeless(rest)
      guard Int(rest.dropFirst()) != nil else { return nil }
      return CountedExpression(underspecified: "XXXX-WXX\(rest)", told: told)
    default: return nil
    }
  }

  /// A text with one blank wherever there is white space, in lower case.
  static func plain(_ text: String) -> String {
    text.lowercased().split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it comes first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
