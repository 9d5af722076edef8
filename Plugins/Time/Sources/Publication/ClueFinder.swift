import GalleyKit
import GalleyPatterns

/// Finds what a document tells of the day of its publication.
struct ClueFinder: Sendable {
  /// What stands around the story tells of other stories.
  private static let foreign: Set<String> = ["related", "contact", "correction"]
  /// A picture and what is said of it.
  private static let captions: Set<String> = ["caption", "credit"]
  private static let dateline = "dateline"
  private static let weightOfFeasts = 0.3
  private static let weightBesideIssue = 0.3

  let type: Symbol
  private let timexes: TimexReader
  private let zone: Symbol
  private let kind: Symbol
  private let rules: ClueRules
  /// What may stand between two expressions of one time.
  let between: Set<String>
  let longestGap: Int
  private let options: PublicationOptions

  init(_ options: PublicationOptions, _ setup: borrowing Setup) throws {
    self.options = options
    between = Set(options.beside.map(Self.plain))
    longestGap = options.beside.map(\.utf8.count).max() ?? 0
    timexes = TimexReader(setup)
    type = timexes.type
    zone = setup.type("Zone")
    kind = setup.feature("Zone", "kind")
    rules = try ClueRules(
      options.rules,
      words: options.words,
      patterns: options.patterns,
      setup
    )
  }

  func makeMatcher() -> RegexSetMatcher { rules.makeMatcher() }

  /// The clues of a document, each once, in the order of the text; those outside it come first.
  func clues(
    of document: borrowing Document,
    _ matcher: RegexSetMatcher,
    _ call: borrowing StageCall
  ) throws -> [Clue] {
    var clues = try outside(document, matcher, call)
    let found = try rules.find(
      [.copyright, .link, .weekday, .dayOfWeek, .issued],
      in: document.utf8,
      matcher,
      stop: call.stopFlag
    )
    clues += found.compactMap { Self.clue($0, document) }
    clues += expressions(
      document,
      besideWeekdays: found.filter { $0.kind == .weekday }.map(\.span),
      ofDays: found.filter { $0.kind == .dayOfWeek }.map(\.span),
      issued: Set(found.filter { $0.kind == .issued }.map(\.span.end))
    )
    return Self.weighed(Self.joined(clues))
  }

  // MARK: Outside the text

  private func outside(
    _ document: borrowing Document,
    _ matcher: RegexSetMatcher,
    _ call: borrowing StageCall
  ) throws -> [Clue] {
    var clues: [Clue] = []
    func add(_ text: String, _ kinds: Set<ClueRuleKind>, _ source: Clue.Source) throws {
      let bytes = Array(text.utf8)
      let found = try bytes.withUnsafeBufferPointer {
        try rules.find(kinds, in: $0, matcher, stop: call.stopFlag)
      }
      guard let day = found.lazy.compactMap({ Self.day($0.value) }).first else { return }
      let part: Claim.Part = source == .fileName ? .fileName : .issue
      clues.append(
        Clue(claim: .named(first: day, last: day, part), source: source, words: text)
      )
    }
    for key in options.keys {
      guard let text = document.metadata(key)?.text else { continue }
      try add(text, [.stamp, .name], .metadata)
      if !clues.isEmpty { break }
    }
    for key in options.addresses {
      guard let text = document.metadata(key)?.text else { continue }
      try add(text, [.address], .url)
    }
    if options.fileName { try add(document.id, [.address, .name], .fileName) }
    return clues
  }

  private static func day(_ text: String) -> Int? { CivilDate(prefixOf: text)?.dayNumber }

  // MARK: Words

  private static func clue(_ found: ClueRules.Found, _ document: borrowing Document) -> Clue? {
    let words = document.coveredText(of: found.span)
    func clue(_ claim: Claim, _ source: Clue.Source) -> Clue {
      Clue(claim: claim, source: source, span: ClueSpan(found.span), words: words)
    }
    switch found.kind {
    case .copyright:
      guard let days = CalendarValue(found.value)?.days else { return nil }
      return clue(
        .named(first: days.first.dayNumber, last: days.last.dayNumber, .copyright),
        .copyright
      )
    case .link:
      guard let day = day(found.value) else { return nil }
      return clue(.named(first: day, last: day, .issue), .url)
    case .weekday, .dayOfWeek:
      guard let weekday = found.weekday,
        case .partial(_, .year, let rest) = PendingValue(found.value)
      else { return nil }
      return clue(.weekdayOf(rest: rest, weekday), .text)
    case .issued, .stamp, .address, .name: return nil
    }
  }

  // MARK: Time expressions

  /// An expression, and what the paragraph is in which it stands.
  struct Expression {
    var timex: FoundTimex
    var zone: String
    var told: Claim.Told
  }

  private func expressions(
    _ document: borrowing Document,
    besideWeekdays weekdays: [TextSpan],
    ofDays told: [TextSpan],
    issued: Set<UInt32>
  ) -> [Clue] {
    var found: [Expression] = []
    let zones = zones(of: document)
    timexes.forEach(in: document) { timex in
      let zone = zones.last { $0.span.start <= timex.span.start && $0.span.end >= timex.span.end }
      let kind =
        issued.contains(timex.span.start - min(timex.span.start, 1))
        ? Self.dateline : zone?.kind ?? "body"
      guard !Self.foreign.contains(kind) else { return }
      // 30 May, a Monday: that weekday is not near.
      if case .partial(_, .week, _) = timex.pending,
        told.contains(where: { $0.start <= timex.span.start && timex.span.end <= $0.end })
      {
        return
      }
      var told = Claim.Told(.tense, timex.tense)
      if case .partial(let preference, _, _) = timex.pending {
        told = Claim.Told(preference, timex.tense)
      }
      if weekdays.contains(where: {
        $0.start <= timex.span.start && timex.span.end <= $0.end
      }) {
        told = told == .past ? .pastWeek : told == .future ? .futureWeek : told
      }
      found.append(Expression(timex: timex, zone: kind, told: told))
    }
    var clues: [Clue] = []
    for expression in found {
      let words = document.coveredText(of: expression.timex.span)
      // A feast is often but a name: the Christmas market.
      let isNamed = !words.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      for claim in Self.claims(of: expression) {
        clues.append(
          Clue(
            claim: claim,
            source: expression.zone == Self.dateline ? .dateline : .text,
            span: ClueSpan(expression.timex.span),
            words: words,
            weight: isNamed && claim.isDayOfYear ? Self.weightOfFeasts : 1
          )
        )
      }
    }
    clues = Self.latest(clues, since: options.since)
    clues += appositions(found, document)
    clues += relations(found, document)
    return clues
  }

  private func zones(of document: borrowing Document) -> [(span: TextSpan, kind: String)] {
    let table = document.annotations(of: zone)
    guard let kinds = table.feature(kind) else { return [] }
    return table.rows.filter { kinds.has($0) }.map {
      (table.span($0), document.text(of: kinds.text($0)))
    }
  }

  /// What an expression says by itself.
  private static func claims(of expression: Expression) -> [Claim] {
    let isIssue = expression.zone == Self.dateline
    let told = isIssue ? .issue : expression.told
    switch expression.timex.pending {
    case .complete(let value):
      guard let days = value.days, let part = part(value.unit, expression) else { return [] }
      return [.named(first: days.first.dayNumber, last: days.last.dayNumber, part)]
    case .partial(_, .year, let rest):
      let rest = timeless(rest)
      return CalendarValue(.year, year: 2000).part(rest) == nil ? [] : [.yearly(rest: rest, told)]
    case .partial(_, .week, let rest):
      return Int(timeless(rest).dropFirst()).map { [.weekday($0, told)] } ?? []
    default: return []
    }
  }

  /// In what part a date with its year plays; nil: it says nothing.
  private static func part(_ unit: CalendarValue.Unit, _ expression: Expression) -> Claim.Part? {
    let isDay = unit == .day
    if expression.zone == Self.dateline { return isDay ? .issue : nil }
    if captions.contains(expression.zone), isDay { return .caption }
    switch (unit, Claim.Told(.tense, expression.timex.tense)) {
    case (.century, _), (.decade, _): return nil
    case (.day, .future): return .futureDay
    case (.day, .past): return .pastDay
    case (.day, _): return .openDay
    case (_, .future): return .futureYear
    case (.year, .past): return .pastYear
    case (.half, .past), (.season, .past), (.quarter, .past): return .pastQuarter
    case (_, .past): return .pastMonth
    default: return .openYear
    }
  }

  /// Of all years in the past only the latest says much, and of those to come the first.
  ///
  /// A year long ago is not to come, whatever the sentence seems to say.
  private static func latest(_ clues: [Clue], since: Int) -> [Clue] {
    let start = CivilDate.first(ofMonth: 1, year: since).dayNumber

    func last(of parts: Set<Claim.Part>) -> Int? {
      clues.compactMap { clue in clue.named(in: parts) }.max()
    }
    let past = last(of: Claim.Part.past)
    let open = last(of: Claim.Part.open)
    let known = max(past ?? Int.min, open ?? Int.min)
    let next = clues.compactMap { clue in clue.named(in: Claim.Part.future) }.filter { $0 >= start }
      .min()
    return clues.filter { clue in
      if let day = clue.named(in: Claim.Part.past.union(Claim.Part.open)) { return day == known }
      if let day = clue.named(in: Claim.Part.future) { return day == next }
      return true
    }
  }

  /// `-5` for `-5TNI`.
  static func timeless(_ rest: String) -> String { String(rest.prefix { $0 != "T" }) }

  // MARK: All together

  /// Where the day is said outright, the story counts for less; of several such days in the text the first counts.
  private static func weighed(_ clues: [Clue]) -> [Clue] {
    guard clues.contains(where: { $0.part == .issue }) else { return clues }
    var hasDateline = false
    return clues.map { clue in
      var clue = clue
      if clue.source == .text || clue.source == .dateline && hasDateline {
        clue.weight *= weightBesideIssue
      }
      if clue.source == .dateline, clue.part == .issue { hasDateline = true }
      return clue
    }
  }

  private static func joined(_ clues: [Clue]) -> [Clue] {
    var places: [Claim: Int] = [:]
    var joined: [Clue] = []
    for clue in clues {
      if let place = places[clue.claim] {
        joined[place].count += 1
      } else {
        places[clue.claim] = joined.count
        joined.append(clue)
      }
    }
    return joined
  }
}

extension Claim.Part {
  fileprivate static let past: Set<Self> = [
    .pastDay, .pastMonth, .pastQuarter, .pastYear, .caption,
  ]
  fileprivate static let future: Set<Self> = [.futureDay, .futureYear]
  fileprivate static let open: Set<Self> = [.openDay, .openYear]
}

extension Clue {
  /// In what part a date with its year plays.
  fileprivate var part: Claim.Part? {
    if case .named(_, _, let part) = claim { part } else { nil }
  }

  /// The first day of a date with its year that plays one of these parts.
  fileprivate func named(in parts: Set<Claim.Part>) -> Int? {
    guard case .named(let first, _, let part) = claim, parts.contains(part) else { return nil }
    return first
  }
}

extension Claim {
  /// Whether it is a day that comes every year.
  fileprivate var isDayOfYear: Bool {
    guard case .yearly(let rest, _) = self else { return false }
    return CalendarValue(.year, year: 2000).part(rest)?.unit == .day
  }
}
