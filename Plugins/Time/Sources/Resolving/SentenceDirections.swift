import GalleyKit

/// A word that says where its sentence looks.
struct Cue {
  var span: TextSpan
  /// Nil: it says that it does not say.
  var direction: Direction?
  /// Whether another one of the sentence counts for more: an infinitive, a participle.
  var isWeak = false
  /// Whether it tells of what was over before: had been planned.
  var isBefore = false
  /// Whether it looks ahead only as the present tense does: the council meets on Monday.
  var isPresent = false
  /// Number of its rule, from 1; 0 for a verb group.
  var rule: UInt32 = 0
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

  init(_ document: borrowing Document, _ symbols: TimexSymbols, _ words: [Cue]) {
    let table = document.annotations(of: symbols.sentence)
    sentences = table.rows.map { table.span($0) }
    let groups = Self.verbGroups(document, symbols)
    cues = groups.isEmpty ? words : Self.joined(groups, words)
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
      if isPresent, isPerfect {
        direction = .past
      } else if let modality, direction != .past {
        direction = symbols.possible.contains(modality) ? .possible : .future
      }
      return Cue(
        span: table.span(row),
        direction: direction,
        isWeak: modality == nil && symbols.nonfinite.contains(tense),
        isBefore: isPerfect && tense == symbols.past,
        isPresent: isPresent && direction == .future
      )
    }
  }

  /// Verb groups in which a word looks ahead do so, whatever their tense: they planned to leave.
  ///
  /// A word that looks nowhere is a verb that is the same in past and present: they cut jobs.
  private static func joined(_ groups: [Cue], _ words: [Cue]) -> [Cue] {
    var next = 0
    return groups.map { group in
      var group = group
      while next < words.count, words[next].span.end <= group.span.start { next += 1 }
      var index = next
      while index < words.count, words[index].span.start < group.span.end {
        let word = words[index]
        if word.direction == .future, !group.isBefore {
          group.direction = .future
          group.isWeak = false
        } else if word.direction == nil, word.span == group.span, group.isPresent {
          group.direction = nil
        }
        index += 1
      }
      return group
    }
  }

  /// Where the verb looks that governs what stands at `span`; nil: it does not say.
  func direction(at span: TextSpan, _ text: UnsafeBufferPointer<UInt8>) -> Direction? {
    let sentence = sentence(of: span, text)
    let behind = cues.partitioningIndex { $0.span.start >= span.start }
    let before = cues[..<behind].reversed().prefix { $0.span.start >= sentence.start }
    let after = cues[behind...].prefix { $0.span.end <= sentence.end }
    // They met to mark Friday's vote: 'to mark' looks where 'met' does.
    let cue =
      before.first { !$0.isWeak } ?? after.first { !$0.isWeak } ?? before.first ?? after.first
    // Friday's vote is wrong, so it is over; or it is near.
    if cue?.isPresent == true, Self.isPossessive(span, text) { return nil }
    return cue?.direction
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
    if behind > 0, sentences[behind - 1].end >= span.end { return sentences[behind - 1] }
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
