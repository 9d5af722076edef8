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

  /// A document, with its words as numbers of the corpus.
  private struct Entry {
    var id: String
    /// Without its words.
    var dates: DocumentDates
    /// Its names, ascending.
    var names: [Int32]
    /// Its plain words that are long enough to tell what it is about, ascending.
    var long: [Int32]
    /// The words around each of its events, ascending.
    var contexts: [[Int32]]
  }

  private var documents: [Entry] = []
  private var wordNumbers: [String: Int32] = [:]
  /// In how many documents each word is.
  private var counts: [Int] = []
  private(set) var dated: [String: Dated] = [:]

  private let options: PublicationOptions
  private var numbers: [String: Int] = [:]

  init(_ options: PublicationOptions) { self.options = options }

  mutating func add(_ dates: DocumentDates, of id: String) {
    numbers[id] = documents.count
    let names = dates.names.map { number(of: $0) }
    let words = dates.words.map { number(of: $0) }
    for word in names + words { counts[Int(word)] += 1 }
    var entry = Entry(
      id: id,
      dates: dates,
      names: names.sorted(),
      long: zip(words, dates.words).filter { $1.utf8.count >= Self.shortestLong }.map(\.0).sorted(),
      contexts: dates.events.map { event in event.context.map { number(of: $0) }.sorted() }
    )
    entry.dates.names = []
    entry.dates.words = []
    for index in entry.dates.events.indices { entry.dates.events[index].context = [] }
    documents.append(entry)
  }

  private mutating func number(of word: String) -> Int32 {
    if let number = wordNumbers[word] { return number }
    let number = Int32(counts.count)
    wordNumbers[word] = number
    counts.append(0)
    return number
  }

  /// The documents that others have dated, in the order in which all were added.
  var datedDocuments: [(id: String, dates: DocumentDates, dated: Dated)] {
    documents.compactMap { entry in dated[entry.id].map { (entry.id, entry.dates, $0) } }
  }

  /// An event of a document that was added.
  func event(_ number: Int, of id: String) -> DocumentDates.Event {
    guard let document = numbers[id] else { preconditionFailure("no document '\(id)'") }
    return documents[document].dates.events[number]
  }

  /// Looks for links until no document is dated anew.
  mutating func run(_ checkStop: () throws -> Void) throws {
    let vocabulary = Vocabulary(documents, counts)
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
  /// Shorter plain words do not tell what a text is about, in bytes.
  private static let shortestLong = 6
  /// A corpus is thought to have at least so many documents.
  private static let fewestDocuments = 50
  /// A name in more documents than these does not lead from one to another, so that the work grows with the
  /// corpus and not with its square.
  private static let mostHolders = 60
  /// Of documents that are like one, so many of the most alike count.
  private static let mostNeighbours = 30

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
    /// Of each word.
    let weights: [Double]
    /// Of each word the documents whose name it is.
    private(set) var holders: [[Int32]]
    /// The length of the vector of each document.
    private(set) var lengths: [Double] = []

    init(_ documents: [Entry], _ counts: [Int]) {
      // In a handful of documents nobody can say what is rare.
      let all = Double(max(documents.count, CorpusDating.fewestDocuments) + 1)
      weights = counts.map { log(all / Double(max($0, 1))) }
      holders = Array(repeating: [], count: counts.count)
      for (number, document) in documents.enumerated() {
        for name in document.names { holders[Int(name)].append(Int32(number)) }
        lengths.append((square(document.names) + plainSquare(document.long)).squareRoot())
      }
    }

    /// What names weigh together in the product of two vectors.
    func square(_ names: [Int32]) -> Double {
      names.reduce(0) { $0 + weights[Int($1)] * weights[Int($1)] }
    }

    /// The same of plain words.
    func plainSquare(_ words: [Int32]) -> Double {
      square(words) * CorpusDating.plain * CorpusDating.plain
    }
  }

  /// The documents that are most like one, with the cosine of the angle between their words.
  private func alike(_ number: Int, _ vocabulary: Vocabulary) -> [(number: Int, likeness: Double)] {
    let own = documents[number]
    var candidates: Set<Int32> = []
    for name in own.names {
      let holders = vocabulary.holders[Int(name)]
      if holders.count <= Self.mostHolders { candidates.formUnion(holders) }
    }
    candidates.remove(Int32(number))
    let alike = candidates.compactMap { candidate -> (number: Int, likeness: Double)? in
      let other = documents[Int(candidate)]
      let shared =
        vocabulary.square(Self.shared(own.names, other.names))
        + vocabulary.plainSquare(Self.shared(own.long, other.long))
      let likeness =
        shared / (vocabulary.lengths[number] * vocabulary.lengths[Int(candidate)])
      return likeness >= Self.leastLikeness ? (Int(candidate), likeness) : nil
    }
    return alike.sorted { ($1.likeness, $0.number) < ($0.likeness, $1.number) }
      .prefix(Self.mostNeighbours).sorted { $0.number < $1.number }
  }

  /// The words of two ascending lists that are in both.
  private static func shared(_ a: [Int32], _ b: [Int32]) -> [Int32] {
    var shared: [Int32] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { shared.append(a[i]) }
      let (left, right) = (a[i], b[j])
      if left <= right { i += 1 }
      if right <= left { j += 1 }
    }
    return shared
  }

  // MARK: Links

  private func links(
    of number: Int,
    to known: [[Known]],
    _ neighbours: [(number: Int, likeness: Double)],
    _ vocabulary: Vocabulary
  ) -> [Link] {
    var links: [Link] = []
    let names = Set(documents[number].names)
    for (index, event) in documents[number].dates.events.enumerated() {
      let words = documents[number].contexts[index]
      let least = event.weekday == nil ? Self.leastShared : Self.leastSharedOfWeekday
      for (other, likeness) in neighbours {
        let days = known[other].compactMap { day -> (link: Link, shared: Double)? in
          guard let claim = Self.claim(event, day.days) else { return nil }
          let shared = Self.shared(words, documents[other].contexts[day.event])
            // Names are those of the whole story, other words those of the event.
            .reduce(0) { sum, word in
              sum + vocabulary.weights[Int(word)] * (names.contains(word) ? Self.plain : 1)
            }
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
