import GalleyKit

/// Gives times of day the day that is named beside them: at 10:30 p.m., after a row on Wednesday.
enum DaysOfTimes {
  /// How far away that day may be, in bytes.
  private static let reach = 60

  /// How far back it may be in another sentence.
  private static let reachBack = 250
  /// Of no day: open daily from 10 a.m.
  private static let someDay = "XXXX-XX-XX"

  /// - Parameters:
  ///   - expressions: those of a document, in the order of the text.
  ///   - style: how the text tells; news tell of the day of publication.
  ///   - sentence: the sentence that holds a span.
  static func join(
    _ expressions: inout [Expression],
    _ style: TimexStage.Style,
    _ sentence: (TextSpan) -> TextSpan
  ) {
    for index in expressions.indices where expressions[index].pending.lacksDay {
      let sentence = sentence(expressions[index].span)
      if let other = nearestDay(to: index, expressions, style, sentence),
        let day = day(of: expressions[other])
      {
        expressions[index].value = day + expressions[index].value
        expressions[index].pending = PendingValue(expressions[index].value)
        expressions[index].anchor = expressions[other].anchor
      } else if expressions.contains(where: { $0.kind == .set && $0.span.isInside(sentence) }) {
        expressions[index].value = someDay + expressions[index].value
        expressions[index].pending = .literal(expressions[index].value)
      }
    }
  }

  /// The expression of a day nearest to a time, in its sentence or else before it.
  private static func nearestDay(
    to index: Int,
    _ expressions: [Expression],
    _ style: TimexStage.Style,
    _ sentence: TextSpan
  ) -> Int? {
    let time = expressions[index]
    let days = expressions.indices.filter {
      agree(expressions[$0], time) && day(of: expressions[$0]) != nil
    }
    let near = days.filter {
      expressions[$0].span.isInside(sentence) && distance(expressions[$0].span, time.span) <= reach
    }
    if let nearest = near.min(by: {
      distance(expressions[$0].span, time.span) < distance(expressions[$1].span, time.span)
    }) {
      return nearest
    }
    guard style != .news, time.direction?.isPast == true else { return nil }
    return days.last {
      $0 < index && expressions[$0].direction?.isPast == true
        && distance(expressions[$0].span, time.span) <= reachBack
    }
  }

  /// Whether both look the same way: officials said Monday that trains will leave at 9 a.m.
  private static func agree(_ a: Expression, _ b: Expression) -> Bool {
    guard let a = a.direction, let b = b.direction else { return true }
    return a.isPast == b.isPast
  }

  /// The day of an expression, as rules write it, without a time.
  private static func day(of expression: Expression) -> String? {
    guard expression.kind == .date || expression.kind == .time else { return nil }
    let day = String(expression.value.prefix { $0 != "T" })
    return PendingValue(day).isDay ? day : nil
  }

  private static func distance(_ a: TextSpan, _ b: TextSpan) -> Int {
    max(Int(a.start) - Int(b.end), Int(b.start) - Int(a.end))
  }
}

extension TextSpan {
  fileprivate func isInside(_ other: TextSpan) -> Bool { start >= other.start && end <= other.end }
}
