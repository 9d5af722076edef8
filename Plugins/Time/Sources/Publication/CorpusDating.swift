import Foundation
import GalleyKit

/// Dates documents by others that tell of the same days.
///
/// Two documents tell of the same day when they name it, one with a year that is known and one without,
/// and share names and words around it; how rare in the corpus what they share is says how sure that is.
/// The year of the one is then a clue to the other. What has been dated may date others, round by
/// round; each round looks at the state after the last one, so that no order of documents matters.
struct CorpusDating {
  /// A day that a document tells of, and another with more.
  struct Link {
    /// The number of the event.
    var event: Int
    /// The other document, and the number of its event.
    var other: String
    var otherEvent: Int
    /// What follows.
    var claim: Claim
    /// How much the documents share, 0 to 1.
    var likeness: Double
  }

  /// What was found out about a document.
  struct Dated {
    var finding: PublicationFinding
    var links: [Link]
  }

  private(set) var documents: [(id: String, dates: DocumentDates)] = []
  private(set) var dated: [String: Dated] = [:]

  private let options: PublicationOptions
  private var numbers: [String: Int] = [:]

  init(_ options: PublicationOptions) { self.options = options }

  mutating func add(_ dates: DocumentDates, of id: String) {
    numbers[id] = documents.count
    documents.append((id, dates))
  }

  /// An event of a document that was added.
  func event(_ number: Int, of id: String) -> DocumentDates.Event {
    guard let document = numbers[id] else { preconditionFailure("no document '\(id)'") }
    return documents[document].dates.events[number]
  }

  /// Looks for links until no document is dated anew.
  mutating func run(_ checkStop: () throws -> Void) throws {
    let vocabulary = Vocabulary(documents.map(\.dates))
    let neighbours = try documents.indices.map { number in
      try checkStop()
      return documents[number].dates.clues == nil ? [] : alike(number, vocabulary)
    }
    for _ in 0..<Self.rounds {
      let known = knownDays()
      var next: [String: Dated] = [:]
      for (number, document) in documents.enumerated() {
        guard let clues = document.dates.clues else { continue }
        try checkStop()
        let links = links(of: number, to: known, neighbours[number], vocabulary)
        guard !links.isEmpty else { continue }
        let finding = PublicationFinding(clues + Self.clues(links, document.dates), options)
        if let finding { next[document.id] = Dated(finding: finding, links: links) }
      }
      let isSettled = next.mapValues(\.finding.day) == dated.mapValues(\.finding.day)
      dated = next
      if isSettled { return }
    }
  }

  /// News goes from one document to the next at most so often.
  private static let rounds = 8
  /// How like two documents have to be.
  private static let leastLikeness = 0.14
  /// What a plain word counts beside a name, and around a day a name beside a plain word.
  private static let plain = 0.5
  /// How rare the words are together that two documents share around a day.
  private static let leastShared = 3.0
  /// The same around a weekday, which has less to say.
  private static let leastSharedOfWeekday = 5.0
  /// A corpus is thought to have at least so many documents.
  private static let fewestDocuments = 50

  // MARK: What is known

  /// An event whose days are known.
  private struct Known {
    var document: Int
    var event: Int
    var days: ClosedRange<Int>
  }

  /// Events with known days, by documents.
  private func knownDays() -> [[Known]] {
    documents.enumerated().map { number, document in
      let day = document.dates.day ?? dated[document.id]?.finding.day?.dayNumber
      // Where both tell a weekday alone, the same one is nearly always another day.
      return document.dates.events.enumerated().filter { $0.element.weekday == nil }
        .compactMap { event, said in
          said.days(seenFrom: day).map { Known(document: number, event: event, days: $0) }
        }
    }
  }

  /// How rare words are, and which documents have a name.
  private struct Vocabulary {
    private(set) var weights: [String: Double] = [:]
    private(set) var holders: [String: [Int]] = [:]
    /// The length of the vector of each document.
    private(set) var lengths: [Double] = []

    init(_ documents: [DocumentDates]) {
      var counts: [String: Int] = [:]
      for (number, document) in documents.enumerated() {
        for name in document.names { holders[name, default: []].append(number) }
        for word in document.names + document.words { counts[word, default: 0] += 1 }
      }
      // In a handful of documents nobody can say what is rare.
      let all = Double(max(documents.count, CorpusDating.fewestDocuments) + 1)
      weights = counts.mapValues { log(all / Double($0)) }
      lengths = documents.map { document in
        let names = document.names.reduce(0) { $0 + pow(weight($1), 2) }
        let words = document.long.reduce(0) { $0 + pow(weight($1) * CorpusDating.plain, 2) }
        return (names + words).squareRoot()
      }
    }

    func weight(_ word: String) -> Double { weights[word] ?? 0 }
  }

  /// The documents that are like one, with the cosine of the angle between their words.
  private func alike(_ number: Int, _ vocabulary: Vocabulary) -> [(number: Int, likeness: Double)] {
    let own = documents[number].dates
    let (names, words) = (Set(own.names), Set(own.long))
    let candidates = Set(
      own.names.flatMap { name -> [Int] in
        let holders = vocabulary.holders[name] ?? []
        return holders.count > max(documents.count / 10, Self.fewestDocuments) ? [] : holders
      }
    ).subtracting([number])
    return candidates.sorted().compactMap { other in
      let dates = documents[other].dates
      let shared =
        dates.names.reduce(0) { $0 + (names.contains($1) ? pow(vocabulary.weight($1), 2) : 0) }
        + dates.long.reduce(0) {
          $0 + (words.contains($1) ? pow(vocabulary.weight($1) * Self.plain, 2) : 0)
        }
      let likeness = shared / (vocabulary.lengths[number] * vocabulary.lengths[other])
      return likeness >= Self.leastLikeness ? (other, likeness) : nil
    }
  }

  // MARK: Links

  private func links(
    of number: Int,
    to known: [[Known]],
    _ neighbours: [(number: Int, likeness: Double)],
    _ vocabulary: Vocabulary
  ) -> [Link] {
    var links: [Link] = []
    for (index, event) in documents[number].dates.events.enumerated() {
      let words = Set(event.context)
      let names = Set(documents[number].dates.names)
      let least = event.weekday == nil ? Self.leastShared : Self.leastSharedOfWeekday
      for (other, likeness) in neighbours {
        let days = known[other].compactMap { day -> (link: Link, shared: Double)? in
          guard let claim = Self.claim(event, day.days) else { return nil }
          let shared = documents[other].dates.events[day.event].context
            .filter { words.contains($0) }
            // Names are those of the whole story, other words those of the event.
            .reduce(0) { $0 + vocabulary.weight($1) * (names.contains($1) ? Self.plain : 1) }
          let link = Link(
            event: index,
            other: documents[other].id,
            otherEvent: day.event,
            claim: claim,
            likeness: likeness
          )
          return (link, shared)
        }
        // Of several days that it may be only the one that is told of most alike.
        guard let best = days.map(\.shared).max(), best >= least else { continue }
        let found = days.filter { $0.shared == best }.map(\.link)
        if Set(found.map(\.claim)).count == 1 { links += found }
      }
    }
    return links
  }

  /// What it says of the day of publication that an event is on these days; nil: it is another one.
  private static func claim(_ event: DocumentDates.Event, _ days: ClosedRange<Int>) -> Claim? {
    let date = CivilDate(dayNumber: days.lowerBound)
    if let rest = event.rest {
      let named = CalendarValue(.year, year: date.year).part(rest)?.days
      return named?.first == date ? .yearOf(rest: rest, year: date.year) : nil
    }
    guard event.weekday == date.weekday,
      case .partial(let preference, _, _) = PendingValue(event.said)
    else { return nil }
    let counted = CountedExpression(
      underspecified: event.said,
      told: Claim.Told(preference, event.tense)
    )
    let named = NamedDay(first: days.lowerBound, last: days.upperBound)
    return .oneOf(counted, [named], certain: true)
  }

  /// One clue for all links that say the same, as strong as the best of them.
  private static func clues(_ links: [Link], _ dates: DocumentDates) -> [Clue] {
    var best: [Clue] = []
    for link in links {
      let event = dates.events[link.event]
      let weight = min(1, 0.4 + 2 * link.likeness)
      if let place = best.firstIndex(where: { $0.claim == link.claim }) {
        best[place].weight = max(best[place].weight, weight)
      } else {
        best.append(
          Clue(
            claim: link.claim,
            source: .corpus,
            span: event.span,
            words: event.words,
            weight: weight
          )
        )
      }
    }
    return best
  }
}

extension DocumentDates {
  /// The plain words that are long enough to tell what a text is about.
  fileprivate var long: [String] { words.filter { $0.utf8.count >= 6 } }
}
