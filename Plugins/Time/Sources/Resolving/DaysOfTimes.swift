import GalleyKit

/// Gives times of day the day that is named beside them: at 10:30 p.m., after a row on Wednesday.
enum DaysOfTimes {
  /// How far away that day may be, in bytes.
  private static let reach = 60

  /// - Parameters:
  ///   - expressions: those of a document, in the order of the text.
  ///   - sentence: the sentence that holds a span.
  static func join(_ expressions: inout [Expression], _ sentence: (TextSpan) -> TextSpan) {
    for index in expressions.indices where expressions[index].pending.lacksDay {
      let time = expressions[index]
      let sentence = sentence(time.span)
      let inSentence = expressions.indices.filter {
        expressions[$0].span.start >= sentence.start && expressions[$0].span.end <= sentence.end
      }
      let days = inSentence.filter {
        distance(expressions[$0].span, time.span) <= reach && agree(expressions[$0], time)
          && day(of: expressions[$0]) != nil
      }
      guard
        let nearest = days.min(by: {
          distance(expressions[$0].span, time.span) < distance(expressions[$1].span, time.span)
        }), let day = day(of: expressions[nearest])
      else { continue }
      expressions[index].value = day + time.value
      expressions[index].pending = PendingValue(day + time.value)
      expressions[index].anchor = expressions[nearest].anchor
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
