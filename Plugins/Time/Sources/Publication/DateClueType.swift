import GalleyKit

/// The type `DateClue`: the words that tell when a document was published.
struct DateClueType: Sendable {
  static let declaration = TypeDeclaration(
    "DateClue",
    [
      FeatureDeclaration(
        "kind",
        .text,
        values: [
          "dateline", "url", "copyright", "caption", "date", "year", "day_of_year", "weekday",
          "weekday_of_date", "relative",
        ],
        help: "What tells."
      ),
      FeatureDeclaration(
        "from",
        .text,
        help: "First of the days nearest to the one found on which it is likely to be said."
      ),
      FeatureDeclaration("to", .text, help: "Last of these days."),
      FeatureDeclaration("reason", .text, help: "Why: half a sentence."),
      FeatureDeclaration(
        "weight",
        .number,
        help: "How much it speaks for the day that was found, in bits; below zero: against it."
      ),
    ],
    help: "Words that tell when a document was published that has no date."
  )

  static let paths: [SchemaPath] =
    [SchemaPath("DateClue")] + declaration.features.map { SchemaPath("DateClue", $0.name) }

  /// An empty batch.
  let batch: AnnotationBatch

  init(_ setup: borrowing Setup) {
    batch = AnnotationBatch(
      setup.type("DateClue"),
      columns: Self.declaration.features.map {
        ColumnBuilder(setup.feature("DateClue", $0.name), $0.kind)
      }
    )
  }

  /// Marks the clues that stand in the text.
  func write(
    _ clues: [Clue],
    _ estimate: DayEstimate,
    _ batch: inout AnnotationBatch,
    _ output: borrowing Annotations
  ) throws {
    batch.removeAll()
    for (clue, bits) in zip(clues, estimate.bits) {
      guard let span = clue.span else { continue }
      batch.append(span.textSpan, rule: 0)
      let days = clue.claim.days(near: estimate.best)
      batch.columns[0].append(text: output.text(clue.kind))
      batch.columns[1].append(days.map { CalendarValue($0.lowerBound).text }, output)
      batch.columns[2].append(days.map { CalendarValue($0.upperBound).text }, output)
      batch.columns[3].append(text: output.text(clue.reason(estimate.best)))
      batch.columns[4].append(number: (bits * 10).rounded() / 10)
    }
    try output.add(batch)
  }
}

extension Claim {
  /// How far from the day that was found days are looked for, in days.
  private static let reach = 400

  /// The days nearest to a day that fit better than the mean; nil when there are none near.
  func days(near date: CivilDate) -> ClosedRange<CivilDate>? {
    let middle = date.dayNumber
    let days = (middle - Self.reach...middle + Self.reach).map { CandidateDay($0) }
    let likelihood = likelihood(in: date.year - 2...date.year + 2)
    let logs = days.map(likelihood)
    let mean = logs.reduce(0, +) / Double(logs.count)
    let nearest = days.indices.filter { logs[$0] > mean }
      .min { abs($0 - Self.reach) < abs($1 - Self.reach) }
    guard let nearest else { return nil }
    var (first, last) = (nearest, nearest)
    while first > 0, logs[first - 1] > mean { first -= 1 }
    while last < days.count - 1, logs[last + 1] > mean { last += 1 }
    return days[first].date...days[last].date
  }
}
