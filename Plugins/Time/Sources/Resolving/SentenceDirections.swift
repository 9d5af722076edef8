import GalleyKit

/// A word that says where its sentence looks.
struct Cue {
  var span: TextSpan
  /// Nil: it says that it does not say.
  var direction: Direction?
  /// Whether another one of the sentence counts for more: an infinitive, a participle.
  var isWeak = false
  /// Whether it looks ahead only as the present tense does: the council meets on Monday.
  var isPresent = false
  /// Whether it tells in the past of what was ahead: was due on Monday.
  var isPlanned = false
  /// Whether it is past or future for sure, and governs what stands beside it.
  var isFinite = false
  /// Whether no word makes it look ahead: had been planned, would have come.
  var isSettled = false
  /// Number of its rule, from 1; 0 for a verb group.
  var rule: UInt32 = 0
}

extension Cue {
  /// Lets the words of a verb group say where it looks, whatever its tense.
  fileprivate mutating func take(_ words: ArraySlice<Cue>) {
    let all = words.filter { $0.span == span }
    if words.contains(where: { $0.direction == .future }) {
      // They planned to leave; but 'had been due on Monday' is not what was before.
      isPlanned = direction?.isPast == true
      direction = isSettled ? .likelyPast : .future
      isWeak = false
      isFinite = true
    } else if all.contains(where: { $0.direction == .past }) {
      // Nothing but 'said'.
      direction = .past
    } else if isPresent || isWeak, all.contains(where: { $0.direction == nil }) {
      // The same in past and present: they cut jobs.
      direction = nil
    }
  }
}

/// Where the sentences of a document look.
///
/// The verb that governs an expression is nearly always the last one before it in its sentence, or
/// else the first one behind it. Verb groups tell their tense; without them words such as *will* do.
struct SentenceDirections {
  /// How far from an expression the ends of its sentence are looked for, in bytes.
  private static let reach = 600

  private let sentences: [TextSpan]
  /// In the order of the text.
  private let cues: [Cue]
  /// Words before an expression that make it possible that it lies ahead: until, for.
  private let prepositions: [Cue]
  /// Words behind an expression that tell that it is over: was due on Monday, but.
  private let turns: [Cue]

  init(_ document: borrowing Document, _ symbols: TimexSymbols, _ words: [Cue]) {
    let table = document.annotations(of: symbols.sentence)
    sentences = table.rows.map { table.span($0) }
    prepositions = words.filter { $0.direction == .possible }
    turns = words.filter { $0.direction == .before }
    let words = words.filter { $0.direction != .possible && $0.direction != .before }
    let groups = Self.verbGroups(document, symbols)
    cues = groups.isEmpty ? words.filter { $0.direction != nil } : Self.joined(groups, words)
  }

  private static func verbGroups(
    _ document: borrowing Document,
    _ symbols: TimexSymbols
  ) -> [Cue] {
    let table = document.annotations(of: symbols.verbGroup)
    guard let tense = table.feature(symbols.tense) else { return [] }
    let modality = table.feature(symbols.modality)
    let aspect = table.feature(symbols.aspect)
    return table.rows.map { row in
      let tense = tense.has(row) ? tense.text(row) : .none
      let modality = modality.flatMap { $0.has(row) ? $0.text(row) : nil }
      // The council meets on Monday; but it has met, and was to meet.
      let isPerfect = aspect.map { $0.has(row) && symbols.perfect.contains($0.text(row)) } ?? false
      let isPresent = tense == symbols.present
      var direction = symbols.tenses[tense]
      // Having closed in July.
      let isNonfinite = symbols.nonfinite.contains(tense)
      if isPerfect, direction != .future || isPresent {
        direction = tense == symbols.past || isNonfinite ? .before : .past
      } else if let modality, direction != .past {
        direction = symbols.possible.contains(modality) ? .possible : .future
      }
      return Cue(
        span: table.span(row),
        direction: direction,
        isWeak: modality == nil && isNonfinite && !isPerfect,
        isPresent: isPresent && direction == .future,
        isFinite: !isPresent && !isNonfinite,
        isSettled: direction == .before
          || isPerfect && modality.map { symbols.conditional.contains($0) } == true
      )
    }
  }

  /// Verb groups with the words in them, and those of the words beside them that say something.
  private static func joined(_ groups: [Cue], _ words: [Cue]) -> [Cue] {
    var next = 0
    var cues: [Cue] = []
    for group in groups {
      var group = group
      while next < words.count, words[next].span.end <= group.span.start {
        cues.append(contentsOf: aside(words[next]))
        next += 1
      }
      let first = next
      while next < words.count, words[next].span.start < group.span.end { next += 1 }
      group.take(words[first..<next])
      cues.append(group)
    }
    return cues + words[next...].flatMap(aside)
  }

  /// A word that is no verb says something where there is none: final on Saturday.
  private static func aside(_ word: Cue) -> [Cue] {
    guard word.direction == .future else { return [] }
    var word = word
    word.direction = .possible
    word.isWeak = true
    return [word]
  }

  /// Where the verb looks that governs what stands at `span`; nil: it does not say.
  func direction(at span: TextSpan, _ text: UnsafeBufferPointer<UInt8>) -> Direction? {
    let sentence = sentence(of: span, text)
    let clause = clause(of: span, text)
    let (verb, cue) = governing(span, in: clause) ?? governing(span, in: sentence) ?? (nil, nil)
    // Since Boxing Day.
    if Self.isBefore(span, turns, text) { return cue?.direction == .before ? .before : .past }
    // Friday's vote is wrong, so it is over; or it is near.
    if cue?.isPresent == true, Self.isPossessive(span, text) { return nil }
    if verb?.isPlanned == true, isOver(span, sentence) { return .likelyPast }
    if Self.isBefore(span, prepositions, text) {
      if cue?.isSettled == true { return .likelyPast }
      if let verb { return verb.direction?.isPast == true ? .possible : verb.direction?.likely }
    }
    if let verb, verb.isFinite, Self.isBeside(verb.span, span, text) { return verb.direction }
    // They met at November's summit, so it is over.
    if verb?.direction == .past, Self.isPossessive(span, text) { return .past }
    // Nothing but an infinitive: museum to open Monday.
    if let cue, cue.isWeak, cue.rule == 0, cue.direction == .possible { return .likelyFuture }
    return cue?.direction?.likely
  }

  /// The verb before what stands at `span`, and what says where it looks: that verb, or another word.
  private func governing(_ span: TextSpan, in part: TextSpan) -> (verb: Cue?, cue: Cue?)? {
    let behind = cues.partitioningIndex { $0.span.start >= span.start }
    let before = cues[..<behind].reversed().prefix { $0.span.start >= part.start }
    let after = cues[behind...].prefix { $0.span.end <= part.end }
    // They met to mark Friday's vote: 'to mark' looks where 'met' does.
    let verb = before.first { !$0.isWeak }
    let cue = verb ?? after.first { !$0.isWeak } ?? before.first ?? after.first
    return cue.map { (verb, $0) }
  }

  /// The part of a sentence between semicolons, or colons with a blank behind them.
  func clause(of span: TextSpan, _ text: UnsafeBufferPointer<UInt8>) -> TextSpan {
    let sentence = sentence(of: span, text)
    func isBorder(_ offset: Int) -> Bool {
      text[offset] == UInt8(ascii: ";")
        || text[offset] == UInt8(ascii: ":") && offset + 1 < text.count
          && text[offset + 1] == UInt8(ascii: " ")
    }
    let before = (Int(sentence.start)..<Int(span.start)).last(where: isBorder)
    let behind = (Int(span.end)..<Int(sentence.end)).first(where: isBorder)
    return TextSpan((before ?? Int(sentence.start))..<(behind ?? Int(sentence.end)))
  }

  private func isOver(_ span: TextSpan, _ sentence: TextSpan) -> Bool {
    let behind = turns.partitioningIndex { $0.span.start >= span.end }
    return behind < turns.count && turns[behind].span.end <= sentence.end
  }

  /// Whether one of these words stands right before an expression.
  private static func isBefore(
    _ span: TextSpan,
    _ words: [Cue],
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let behind = words.partitioningIndex { $0.span.start >= span.start }
    guard behind > 0, words[behind - 1].span.end <= span.start else { return false }
    return text[Int(words[behind - 1].span.end)..<Int(span.start)].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n")
    }
  }

  /// Whether there is one word between a verb and an expression: rose on Friday.
  private static func isBeside(
    _ verb: TextSpan,
    _ span: TextSpan,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard verb.end <= span.start, span.start - verb.end <= 12 else { return false }
    let gap = text[Int(verb.end)..<Int(span.start)]
    let blanks = gap.count { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    return blanks == 2 && gap.count { $0 >= UInt8(ascii: "a") } == gap.count - blanks
  }

  private static func isPossessive(
    _ span: TextSpan,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let next = text[Int(span.end)...].prefix(4)
    return next.starts(with: "'s".utf8) || next.starts(with: "’s".utf8)
  }

  func sentence(of span: TextSpan, _ text: UnsafeBufferPointer<UInt8>) -> TextSpan {
    let behind = sentences.partitioningIndex { $0.start > span.start }
    if behind > 0, sentences[behind - 1].end >= span.end {
      let (start, end) = (sentences[behind - 1].start, sentences[behind - 1].end)
      let reach = UInt32(Self.reach)
      return TextSpan(
        start: max(start, span.start > reach ? span.start - reach : 0),
        end: min(end, span.end + reach)
      )
    }
    return Self.roughSentence(around: span, text)
  }

  /// From the period before a capital to the next one, where nobody has marked sentences.
  private static func roughSentence(
    around span: TextSpan,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> TextSpan {
    var start = Int(span.start)
    let first = max(start - Self.reach, 0)
    while start > first, !isBorder(text, at: start) { start -= 1 }
    var end = Int(span.end)
    let last = min(end + Self.reach, text.count)
    while end < last, !isBorder(text, at: end) { end += 1 }
    return TextSpan(start..<end)
  }

  /// Whether a sentence may begin at `offset`, behind white space.
  private static func isBorder(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset > 1, offset < text.count else { return false }
    let space = text[offset - 1]
    if space == UInt8(ascii: "\n"), text[offset - 2] == UInt8(ascii: "\n") { return true }
    guard space == UInt8(ascii: " ") || space == UInt8(ascii: "\n"),
      text[offset] < UInt8(ascii: "a")
    else { return false }
    let sign = text[offset - 2]
    guard sign == UInt8(ascii: ".") || sign == UInt8(ascii: "!") || sign == UInt8(ascii: "?")
    else { return false }
    // Not behind an abbreviation: Nov. 16, U.S. Steel.
    let letters = text[..<(offset - 2)].reversed().prefix(6).prefix { $0 >= UInt8(ascii: "A") }
    return letters.count > 4
      || text[offset] >= UInt8(ascii: "A") && letters.count > 2
  }
}

extension Array {
  /// The first index whose element, and all behind it, fulfils `isBehind`.
  fileprivate func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
