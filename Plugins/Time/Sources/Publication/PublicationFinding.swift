import Foundation

/// What is concluded from the clues of a document.
struct PublicationFinding: Sendable {
  /// The day, when one has enough of the weight.
  var day: CivilDate?
  /// The interval, when it is longer than the day.
  var interval: (first: CivilDate, last: CivilDate)?
  /// Where the clue comes from that speaks most for it.
  var source: Clue.Source
  /// How sure it is, 0 to 1.
  var confidence: Double
  /// Why, in a sentence.
  var reason: String
  var estimate: DayEstimate

  /// Nil when the document stays unknown.
  init?(_ clues: [Clue], _ options: PublicationOptions) {
    guard let estimate = DayEstimate(clues, holding: options.intervalShare, since: options.since)
    else { return nil }
    self.estimate = estimate
    let isDay = estimate.bestShare >= options.dayShare
    let isInterval = estimate.length <= options.longestInterval
    guard isDay || isInterval else { return nil }
    day = isDay ? estimate.best : nil
    interval = isInterval && estimate.length > 1 ? (estimate.first, estimate.last) : nil
    if day == nil, estimate.length == 1 { day = estimate.best }
    let share = isDay ? estimate.bestShare : estimate.share
    let sure = share * (0.5 + 0.5 * estimate.agreement)
    confidence = (sure * 100).rounded() / 100
    guard confidence >= options.leastConfidence else { return nil }
    let order = clues.indices.filter { estimate.bits[$0] > 0.3 }.sorted {
      (-estimate.bits[$0], $0) < (-estimate.bits[$1], $1)
    }
    guard let first = order.first else { return nil }
    let isShared = order.contains { clues[$0].source == .corpus }
    source = isShared ? .corpus : clues[first].source
    reason = order.prefix(3).map { clues[$0].reason(estimate.best) }.joined(separator: "; ")
  }
}

extension ClosedRange<CivilDate> {
  /// As `published_between` has it.
  var text: String {
    "\(CalendarValue(lowerBound).text)/\(CalendarValue(upperBound).text)"
  }
}
