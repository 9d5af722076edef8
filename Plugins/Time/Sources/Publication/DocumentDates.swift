import GalleyKit

/// What the dating of a corpus keeps of one document.
struct DocumentDates: Sendable, Codable {
  /// The day of publication, when it is known well enough to say when others were published.
  var day: Int?
  /// What tells when it was published, where that may be doubted; nil: it is not.
  var clues: [Clue]?
  /// Days it tells of.
  var events: [Event]
  /// Names it tells of, sorted.
  var names: [String]
  /// Its other words, sorted.
  var words: [String]

  /// A day that a document tells of.
  struct Event: Sendable, Codable {
    /// What it says by itself, as rules write it.
    var said: String
    var tense: Direction?
    var span: ClueSpan
    var words: String
    /// Words of its sentence, sorted.
    var context: [String]

    /// The days it covers, seen from a day of publication; nil: its year is not known.
    func days(seenFrom day: Int?) -> ClosedRange<Int>? {
      var resolver = Resolver(published: day.map { CivilDate(dayNumber: $0) }, style: .news)
      let resolved = resolver.resolve(PendingValue(said), .publication, tense)
      return resolved.value?.days.map { $0.first.dayNumber...$0.last.dayNumber }
    }

    /// Its place in the year, when it says no year: `-10-27`.
    var rest: String? {
      guard case .partial(.tense, .year, let rest) = PendingValue(said) else { return nil }
      return rest
    }

    /// Its weekday, when it says no more than that.
    var weekday: Int? {
      guard case .partial(_, .week, let rest) = PendingValue(said) else { return nil }
      return Int(rest.dropFirst())
    }
  }
}

/// Gathers what the dating of a corpus keeps of one document.
struct DatesCollector: Sendable {
  /// Shorter words tell nothing of a text.
  private static let shortestWord = 3

  private let timexes: TimexReader
  private let sentence: Symbol
  private let common: Set<String>

  /// - Parameters:
  ///   - common: Words that tell nothing of a text.
  ///   - setup: The host's.
  init(common: [String], _ setup: borrowing Setup) {
    timexes = TimexReader(setup)
    sentence = setup.type("Sentence")
    self.common = Set(common)
  }

  /// The days that a document tells of, with the words around them.
  func events(of document: borrowing Document) -> [DocumentDates.Event] {
    var events: [DocumentDates.Event] = []
    var spans: [TextSpan] = []
    timexes.forEach(in: document) { spans.append($0.span) }
    let text = document.utf8
    let table = document.annotations(of: sentence)
    let sentences = table.rows.map { table.span($0) }
    timexes.forEach(in: document) { timex in
      guard let said = Self.said(timex.pending) else { return }
      let sentence =
        sentences.last { $0.start <= timex.span.start && timex.span.end <= $0.end }
        ?? SentenceDirections.roughSentence(around: timex.span, text)
      events.append(
        DocumentDates.Event(
          said: said,
          tense: timex.tense,
          span: ClueSpan(timex.span),
          words: document.coveredText(of: timex.span),
          context: telling(Self.words(in: sentence.range, text, without: spans))
        )
      )
    }
    return events
  }

  /// The names of a document, words with a capital that it never writes without one; and its other words.
  func words(of document: borrowing Document) -> (names: [String], others: [String]) {
    var spans: [TextSpan] = []
    timexes.forEach(in: document) { spans.append($0.span) }
    let text = document.utf8
    let words = Self.words(in: 0..<text.count, text, without: spans)
    let plain = Set(words.filter { $0.first?.isUppercase == false })
    let names = words.filter { $0.first?.isUppercase == true && !plain.contains($0.lowercased()) }
    return (telling(names), telling(Array(plain)))
  }

  /// Words that tell of what a text is about, each once, in lower case, sorted.
  private func telling(_ words: [String]) -> [String] {
    Set(words.map { $0.lowercased() })
      .filter { $0.utf8.count >= Self.shortestWord && !common.contains($0) }.sorted()
  }

  /// A day as rules write it; nil for what is none.
  private static func said(_ pending: PendingValue) -> String? {
    switch pending {
    case .complete(let value) where value.unit == .day:
      return value.days.map { CalendarValue($0.first).text }
    case .partial(.tense, .year, let rest):
      let rest = String(rest.prefix { $0 != "T" })
      return CalendarValue(.year, year: 2000).part(rest)?.unit == .day ? "XXXX\(rest)" : nil
    case .partial(let preference, .week, let rest):
      let rest = String(rest.prefix { $0 != "T" })
      let sign = preference == .last ? "<" : preference == .next ? ">" : ""
      return Int(rest.dropFirst()) == nil ? nil : "\(sign)XXXX-WXX\(rest)"
    default: return nil
    }
  }

  /// The words of a stretch, but not those of some spans.
  private static func words(
    in range: Range<Int>,
    _ text: UnsafeBufferPointer<UInt8>,
    without spans: [TextSpan]
  ) -> [String] {
    var words: [String] = []
    var next = spans.startIndex
    var start: Int?
    func isLetter(_ byte: UInt8) -> Bool {
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte > 0x7F
    }
    for index in range.lowerBound...range.upperBound {
      while next < spans.endIndex, Int(spans[next].end) <= index { next += 1 }
      let isTime = next < spans.endIndex && Int(spans[next].start) <= index
      if index < range.upperBound, !isTime, isLetter(text[index]) {
        start = start ?? index
      } else if let first = start {
        words.append(String(decoding: text[first..<index], as: UTF8.self))
        start = nil
      }
    }
    return words
  }
}
