import GalleyKit
import GalleyPatterns

/// Finds what a document tells of the day of its publication.
struct ClueFinder: Sendable {
  /// What stands around the story tells of other stories.
  private static let foreign: Set<String> = ["related", "contact", "correction"]
  /// A picture and what is said of it.
  private static let captions: Set<String> = ["caption", "credit"]
  /// Two expressions with no more bytes between them tell of one time: 'Friday on 27 October'.
  private static let longestGap = 4

  let type: Symbol
  private let timexes: TimexReader
  private let zone: Symbol
  private let kind: Symbol
  private let rules: ClueRules
  private let options: PublicationOptions

  init(_ options: PublicationOptions, _ setup: borrowing Setup) throws {
    self.options = options
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
    clues += try words(document, matcher, call)
    clues += expressions(document)
    return Self.joined(clues)
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

  private func words(
    _ document: borrowing Document,
    _ matcher: RegexSetMatcher,
    _ call: borrowing StageCall
  ) throws -> [Clue] {
    let found = try rules.find(
      [.copyright, .link, .weekday],
      in: document.utf8,
      matcher,
      stop: call.stopFlag
    )
    return found.compactMap { found in
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
        guard let day = Self.day(found.value) else { return nil }
        return clue(.named(first: day, last: day, .issue), .url)
      case .weekday:
        guard let weekday = Int(found.value.prefix(1)) else { return nil }
        return clue(.weekdayOf(rest: String(found.value.dropFirst()), weekday), .text)
      case .stamp, .address, .name: return nil
      }
    }
  }

  // MARK: Time expressions

  /// An expression, and what the paragraph is in which it stands.
  private struct Expression {
    var timex: FoundTimex
    var zone: String
    var told: Claim.Told
  }

  private func expressions(_ document: borrowing Document) -> [Clue] {
    var found: [Expression] = []
    let zones = zones(of: document)
    timexes.forEach(in: document) { timex in
      let zone = zones.last { $0.span.start <= timex.span.start && $0.span.end >= timex.span.end }
      let kind = zone?.kind ?? "body"
      guard !Self.foreign.contains(kind) else { return }
      var told = Claim.Told(.tense, timex.tense)
      if case .partial(let preference, _, _) = timex.pending {
        told = Claim.Told(preference, timex.tense)
      }
      found.append(Expression(timex: timex, zone: kind, told: told))
    }
    var clues: [Clue] = []
    for expression in found {
      let words = document.coveredText(of: expression.timex.span)
      for claim in Self.claims(of: expression) {
        clues.append(
          Clue(
            claim: claim,
            source: expression.zone == "dateline" ? .dateline : .text,
            span: ClueSpan(expression.timex.span),
            words: words
          )
        )
      }
    }
    clues = Self.latest(clues)
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
    let isIssue = expression.zone == "dateline"
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
    if expression.zone == "dateline" { return isDay ? .issue : nil }
    if captions.contains(expression.zone), isDay { return .caption }
    switch (unit, expression.timex.tense) {
    case (.century, _), (.decade, _): return nil
    case (.day, .future?): return .futureDay
    case (.day, .past?): return .pastDay
    case (.day, nil): return .openDay
    case (_, .future?): return .futureYear
    case (.year, .past?): return .pastYear
    case (_, .past?): return .pastMonth
    case (_, nil): return .openYear
    }
  }

  /// Of all years in the past only the latest says much, and of those to come the first.
  private static func latest(_ clues: [Clue]) -> [Clue] {
    func keep(_ parts: Set<Claim.Part>, _ better: (Clue, Clue) -> Bool) -> [Clue] {
      let own = clues.filter { $0.part.map(parts.contains) == true }
      return own.min(by: better).map { best in
        clues.filter { $0.part.map(parts.contains) == true && $0.claim == best.claim }
      } ?? []
    }
    let past = keep([.pastDay, .pastMonth, .pastYear, .caption]) { $0.first > $1.first }
    let future = keep([.futureDay, .futureYear]) { $0.first < $1.first }
    let open = keep([.openYear, .openDay]) { $0.first > $1.first }
    let isOpenLater = (open.first?.first ?? 0) > (past.first?.first ?? 0)
    let known = past.isEmpty || isOpenLater ? open : past
    return clues.filter { clue in
      switch clue.part {
      case nil, .issue?, .fileName?, .copyright?: true
      default: false
      }
    } + known + future
  }

  /// Two expressions side by side that tell of one time.
  private func appositions(_ found: [Expression], _ document: borrowing Document) -> [Clue] {
    zip(found, found.dropFirst()).compactMap { first, second in
      let gap = Int(second.timex.span.start) - Int(first.timex.span.end)
      guard gap > 0, gap <= Self.longestGap,
        let claim = Self.claim(first.timex.pending, beside: second.timex.pending)
          ?? Self.claim(second.timex.pending, beside: first.timex.pending)
      else { return nil }
      let span = TextSpan(start: first.timex.span.start, end: second.timex.span.end)
      return Clue(
        claim: claim,
        source: .text,
        span: ClueSpan(span),
        words: document.coveredText(of: span)
      )
    }
  }

  private static func claim(_ first: PendingValue, beside second: PendingValue) -> Claim? {
    guard case .partial(_, .week, let weekday) = first,
      let weekday = Int(timeless(weekday).dropFirst())
    else { return nil }
    switch second {
    case .partial(_, .year, let rest):
      let rest = timeless(rest)
      return CalendarValue(.year, year: 2000).part(rest)?.unit == .day
        ? .weekdayOf(rest: rest, weekday) : nil
    // Today, Monday.
    case .shifted(.day, let count, _):
      return .weekday((weekday - count - 1 + 14) % 7 + 1, .issue)
    default: return nil
    }
  }

  /// What is counted from the day of publication and probably means a day that is named beside.
  private func relations(_ found: [Expression], _ document: borrowing Document) -> [Clue] {
    let named = found.compactMap { expression -> (told: Claim.Told, day: NamedDay)? in
      switch expression.timex.pending {
      case .complete(let value):
        guard value.unit == .day, let days = value.days else { return nil }
        let day = NamedDay(first: days.first.dayNumber, last: days.last.dayNumber)
        return (expression.told, day)
      case .partial(_, .year, let rest):
        let rest = Self.timeless(rest)
        guard CalendarValue(.year, year: 2000).part(rest)?.unit == .day else { return nil }
        return (expression.told, NamedDay(rest: rest))
      default: return nil
      }
    }
    return found.compactMap { expression in
      guard let counted = Self.counted(expression) else { return nil }
      let days = named.filter { told, _ in
        told == .open || counted.told == .open || told.looksAhead == counted.told.looksAhead
      }.map(\.day)
      guard !days.isEmpty else { return nil }
      return Clue(
        claim: .oneOf(counted, days.uniqued(), certain: false),
        source: .text,
        span: ClueSpan(expression.timex.span),
        words: document.coveredText(of: expression.timex.span),
        weight: counted.told == .next || counted.told == .last ? 1.5 : 1
      )
    }
  }

  private static func counted(_ expression: Expression) -> CountedExpression? {
    var told = expression.told
    switch expression.timex.pending {
    case .shifted(let unit, let count, let rest):
      guard unit >= .month, unit != .day, count != 0, abs(count) <= 2,
        expression.timex.anchor == .publication
      else { return nil }
      told = count < 0 ? .last : .next
      return CountedExpression(
        underspecified: "@\(unit)\(count < 0 ? "" : "+")\(count)\(rest)",
        told: told
      )
    case .partial(_, .week, let rest):
      let rest = timeless(rest)
      guard Int(rest.dropFirst()) != nil else { return nil }
      return CountedExpression(underspecified: "XXXX-WXX\(rest)", told: told)
    default: return nil
    }
  }

  /// `-5` for `-5TNI`.
  private static func timeless(_ rest: String) -> String { String(rest.prefix { $0 != "T" }) }

  // MARK: Said more than once

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

extension Clue {
  /// In what part a date with its year plays.
  var part: Claim.Part? { if case .named(_, _, let part) = claim { part } else { nil } }
  /// The first day of a date with its year.
  fileprivate var first: Int { if case .named(let first, _, _) = claim { first } else { 0 } }
}

extension Array where Element: Hashable {
  /// Each element once, where it comes first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
