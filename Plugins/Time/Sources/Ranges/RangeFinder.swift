import GalleyKit
import GalleyPatterns

/// Two times that are the ends of a range, by their place among the expressions of a document.
struct FoundRange {
  var first: Int
  var last: Int
  /// Of the connector.
  var rule: UInt32
  /// Whether the last one follows on the first, however it was told.
  var isJoined: Bool
}

/// Finds ranges by what stands between their times.
///
/// Which ones there are follows from the text alone, not from the day of publication.
struct RangeFinder {
  /// How far two times of a range lie apart, in bytes.
  private static let reach = 24
  /// How many times a list may have.
  private static let longestList = 8
  /// A day to see from whether two times are neighbours.
  private static let someDay = CivilDate(dayNumber: 19_676)

  let connectors: [RangeConnector]
  let matcher: RegexMatcher

  func ranges(
    _ expressions: [Expression],
    _ text: UnsafeBufferPointer<UInt8>
  ) -> [FoundRange] {
    var ranges: [FoundRange] = []
    var index = 0
    while index + 1 < expressions.count {
      let (found, next) = range(from: index, expressions, text)
      if let found { ranges.append(found) }
      index = next
    }
    return ranges
  }

  /// The range that begins with an expression, and where to go on.
  private func range(
    from first: Int,
    _ expressions: [Expression],
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (FoundRange?, next: Int) {
    guard let connector = connector(behind: first, expressions, text) else {
      return (nil, first + 1)
    }
    var range = FoundRange(first: first, last: first + 1, rule: connector.number, isJoined: true)
    if connector.kind == .joins { return (range, first + 2) }
    // Friday, Saturday and Sunday.
    var kind = connector.kind
    while kind == .separates, let next = self.connector(behind: range.last, expressions, text) {
      guard next.kind != .joins, range.last - first < Self.longestList else { break }
      (range.last, kind) = (range.last + 1, next.kind)
    }
    guard kind == .lists else { return (nil, range.last) }
    if range.last == first + 1, let opening = opening(before: expressions[first], text) {
      range.rule = opening.number
      return (range, first + 2)
    }
    range.isJoined = false
    return (areNeighbours(expressions[first...range.last]) ? range : nil, range.last + 1)
  }

  /// What joins or lists an expression and the next one.
  private func connector(
    behind index: Int,
    _ expressions: [Expression],
    _ text: UnsafeBufferPointer<UInt8>
  ) -> RangeConnector? {
    guard index + 1 < expressions.count else { return nil }
    let (first, last) = (expressions[index], expressions[index + 1])
    let gap = Int(first.span.end)..<Int(last.span.start)
    guard gap.count <= Self.reach, first.canEndRange, last.canEndRange else { return nil }
    return connectors.first { $0.kind != .opens && matches($0, text, gap) }
  }

  private func opening(
    before expression: Expression,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> RangeConnector? {
    let end = Int(expression.span.start)
    var start = max(end - Self.reach, 0)
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
    return connectors.first { $0.kind == .opens && matches($0, text, start..<end) }
  }

  private func matches(
    _ connector: RangeConnector,
    _ text: UnsafeBufferPointer<UInt8>,
    _ part: Range<Int>
  ) -> Bool {
    var scan = matcher.scan(UnsafeBufferPointer(rebasing: text[part]), for: connector.regex)
    return (try? scan.next()) != nil
  }

  /// Whether each begins when the one before it has ended.
  private func areNeighbours(_ chain: ArraySlice<Expression>) -> Bool {
    var resolver = Resolver(published: Self.someDay, style: .report)
    var before: CalendarValue?
    for expression in chain {
      var anchor = expression.anchor
      if before != nil, case .partial = expression.pending { anchor = .mention }
      guard let value = resolver.resolve(expression.pending, anchor, nil).value,
        let days = value.days
      else { return false }
      if let before, value.unit != before.unit || before.days?.last.adding(days: 1) != days.first {
        return false
      }
      before = value
    }
    return true
  }
}

extension Expression {
  /// Whether it is a place on the calendar, or now.
  fileprivate var canEndRange: Bool {
    guard kind == .date || kind == .time else { return false }
    if case .literal(let text) = pending { return text == RangeEnds.now }
    return true
  }

  /// Whether the end of a range that begins with `first` is counted from there: Friday to Tuesday.
  func follows(_ first: Expression) -> Bool {
    guard anchor == .publication, case .partial(.tense, let unit, _) = pending else { return false }
    switch first.pending {
    case .partial(_, let other, _): return unit == other && unit != .day
    case .complete(let value): return unit == .year && value.unit > .year
    case .shifted(.day, _, _): return unit == .week
    default: return false
    }
  }
}
