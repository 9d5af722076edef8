import GalleyKit

/// Gives times of day the day that is named beside them: at 10:30 p.m., after a row on Wednesday.
enum DaysOfTimes {
  /// How far away that day may be in the same clause, in bytes.
  private static let reach = 60
  /// How far away a set may be in the same clause; and a day before it.
  private static let longReach = 250
  /// Of no day: open daily from 10 a.m.
  private static let someDay = "XXXX-XX-XX"

  /// - Parameters:
  ///   - expressions: those of a document, in the order of the text.
  ///   - ranges: its ranges; open Monday to Friday, 9 a.m. to 5 p.m., is on all these days.
  ///   - style: how the text tells; news tell of the day of publication.
  ///   - clause: the part of a sentence that holds a span.
  static func join(
    _ expressions: inout [Expression],
    _ ranges: [FoundRange],
    _ style: TimexStage.Style,
    _ clause: (TextSpan) -> TextSpan
  ) {
    let rangeOfEnd = Dictionary(
      ranges.enumerated().flatMap { number, range in
        [(range.first, number), (range.last, number)]
      },
      uniquingKeysWith: { first, _ in first }
    )
    for index in expressions.indices where expressions[index].pending.lacksDay {
      let time = expressions[index]
      let clause = clause(time.span)
      let near = neighbours(of: index, in: expressions)
      let inClause = near.filter { expressions[$0].span.isInside(clause) }
      let days = near.filter {
        agree(expressions[$0], time) && day(of: expressions[$0]) != nil
      }
      let other =
        days.filter {
          expressions[$0].span.isInside(clause)
            && distance(expressions[$0].span, time.span) <= reach
        }
        .min {
          distance(expressions[$0].span, time.span) < distance(expressions[$1].span, time.span)
        }
        ?? (style == .news || time.direction?.isPast != true
          ? nil : days.last { $0 < index && expressions[$0].direction?.isPast == true })
      let isOfRange = other.flatMap { rangeOfEnd[$0] }.map { $0 != rangeOfEnd[index] } ?? false
      if let other, !isOfRange, let day = day(of: expressions[other]) {
        expressions[index].value = day + time.value
        expressions[index].pending = PendingValue(expressions[index].value)
        expressions[index].anchor = expressions[other].anchor
      } else if isOfRange || inClause.contains(where: { expressions[$0].kind == .set }) {
        expressions[index].value = someDay + time.value
        expressions[index].pending = .literal(expressions[index].value)
      }
    }
  }

  /// Those that are not far away.
  private static func neighbours(of index: Int, in expressions: [Expression]) -> [Int] {
    let time = expressions[index].span
    let before = expressions[..<index].indices.reversed().prefix {
      distance(expressions[$0].span, time) <= longReach
    }
    let behind = expressions[(index + 1)...].indices.prefix {
      distance(expressions[$0].span, time) <= longReach
    }
    return before.reversed() + behind
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
