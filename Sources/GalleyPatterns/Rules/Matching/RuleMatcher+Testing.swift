import GalleyKit

/// Tests of tokens and annotations.
extension RuleMatcher {
  /// Whether a token passes a test, which those of its class are asked once.
  @inline(__always)
  mutating func passes(
    token position: Int,
    _ number: Int,
    _ document: borrowing Document
  ) throws -> Bool {
    guard set.shared.isShared[number], changes.isEmpty else {
      return try test(token: position, number, document)
    }
    let row = Int(lattice.row[position])
    if let known = classes.answer(row, number) { return known }
    let isPassed = try test(token: position, number, document)
    classes.remember(row, number, isPassed)
    return isPassed
  }

  /// Whether a token passes a test.
  @inline(never)
  private mutating func test(
    token position: Int,
    _ number: Int,
    _ document: borrowing Document
  ) throws -> Bool {
    let item = set.items[number]
    let row = Int32(bitPattern: lattice.row[position])
    let isPassed = try evaluate(
      item.check,
      row: row,
      span: TextSpan(start: lattice.start[position], end: lattice.end[position]),
      id: 0,
      word: lattice.word[position],
      document
    )
    guard isPassed, !item.relations.isEmpty else { return isPassed }
    let span = TextSpan(start: lattice.start[position], end: lattice.end[position])
    return try stands(span, item.relations, document)
  }

  /// Whether an annotation passes a test of its type.
  mutating func passes(
    _ one: LatticeItem,
    _ number: Int,
    _ document: borrowing Document
  ) throws -> Bool {
    let item = set.items[number]
    let isPassed = try evaluate(
      item.check,
      row: one.row,
      span: one.span,
      id: one.id,
      word: nil,
      document
    )
    guard isPassed, !item.relations.isEmpty else { return isPassed }
    return try stands(one.span, item.relations, document)
  }

  private mutating func evaluate(
    _ first: Int32,
    row: Int32,
    span: TextSpan,
    id: UInt32,
    word: Vocabulary.Word?,
    _ document: borrowing Document
  ) throws -> Bool {
    var number = first
    while number >= 0 {
      let check = set.checks[Int(number)]
      let isPassed: Bool
      if check.column < 0 {
        isPassed = try covers(check, span, word, document)
      } else if isPlain(row) {
        isPassed = try isTrue(check, Int(row), document)
      } else {
        isPassed = try isTrue(check, value(Int(check.column), row: row, id: id), document)
      }
      number = isPassed ? check.onPass : check.onFail
    }
    return number == FeatureCheck.pass
  }

  /// A check of a feature in a row of the document's own columns.
  private mutating func isTrue(
    _ check: FeatureCheck,
    _ row: Int,
    _ document: borrowing Document
  ) throws -> Bool {
    guard let column = columns[Int(check.column)], column.has(row) else { return false }
    switch (check.operation, column.kind) {
    case (.isText, .text): return column.text(row).rawValue == check.argument
    case (.hasBits, .integer):
      return UInt64(bitPattern: column.integer(row)) & UInt64(check.argument) != 0
    case (.isInList, .text):
      return set.lists[Int(check.argument)].contains(column.text(row).rawValue)
    default: return try isTrue(check, column.value(row), document)
    }
  }

  /// A check of a value, wherever it comes from.
  private mutating func isTrue(
    _ check: FeatureCheck,
    _ value: RuleValue,
    _ document: borrowing Document
  ) throws -> Bool {
    switch (check.operation, value) {
    case (_, .none): return false
    case (.has, _): return true
    case (.isSet, .flag(let flag)): return flag
    case (.hasBits, .integer(let bits)):
      return UInt64(bitPattern: bits) & UInt64(check.argument) != 0
    case (.isText, .text(let text)): return text.rawValue == check.argument
    case (.isText, .texts(let texts)): return texts.contains { $0.rawValue == check.argument }
    case (.isInList, .text(let text)):
      return set.lists[Int(check.argument)].contains(text.rawValue)
    case (.isInList, .texts(let texts)):
      return texts.contains { set.lists[Int(check.argument)].contains($0.rawValue) }
    case (.matches, .text(let text)): return try matches(check.argument, document.utf8(of: text))
    case (.matches, .texts(let texts)):
      for text in texts where try matches(check.argument, document.utf8(of: text)) {
        return true
      }
      return false
    case (_, .integer(let integer)): return compare(check, Double(integer))
    case (_, .number(let number)): return compare(check, number)
    default: return false
    }
  }

  private func compare(_ check: FeatureCheck, _ number: Double) -> Bool {
    switch check.operation {
    case .equal: number == check.number
    case .less: number < check.number
    case .lessOrEqual: number <= check.number
    case .greater: number > check.number
    case .greaterOrEqual: number >= check.number
    default: false
    }
  }

  /// Whether a text matches a regular expression; the same text is asked about again and again.
  private mutating func matches(
    _ regex: UInt32,
    _ text: UnsafeBufferPointer<UInt8>
  ) throws -> Bool {
    guard let question = VerdictCache.Question(regex, text) else {
      return try finds(regex, in: text)
    }
    if let known = verdicts.answer(question) { return known }
    let isMatch = try finds(regex, in: text)
    verdicts.remember(question, isMatch)
    return isMatch
  }

  private func finds(_ regex: UInt32, in text: UnsafeBufferPointer<UInt8>) throws -> Bool {
    do throws(RegexMatchError) {
      var scan = regexMatcher.scan(text, for: set.regexes[Int(regex)])
      return try scan.next() != nil
    } catch {
      let pattern = String(decoding: set.regexes[Int(regex)].source.prefix(80), as: UTF8.self)
      throw StageFailure(code: "match-limit", "/\(pattern)/ in a rule \(error)")
    }
  }

  /// A check of the covered text.
  private mutating func covers(
    _ check: FeatureCheck,
    _ span: TextSpan,
    _ word: Vocabulary.Word?,
    _ document: borrowing Document
  ) throws -> Bool {
    let text = UnsafeBufferPointer(rebasing: utf8[span.range])
    if check.operation == .coversMatch { return try matches(check.argument, text) }
    let word = word ?? set.vocabulary.word(text)
    return switch check.operation {
    case .coversExactly: word.exact == check.argument
    case .coversFolded: word.folded == check.argument
    case .coversInList: word.exact != 0 && set.lists[Int(check.argument)].contains(word.exact)
    case .coversFoldedInList:
      word.folded != 0 && set.lists[Int(check.argument)].contains(word.folded)
    default: false
    }
  }
}

// MARK: Relations

extension RuleMatcher {
  private mutating func stands(
    _ span: TextSpan,
    _ relations: Range<Int>,
    _ document: borrowing Document
  ) throws -> Bool {
    for number in relations {
      if relationIndexes[number] == nil { try makeIndex(number, document) }
      let relation = set.relations[number]
      let holds = relationIndexes[number]?.holds(relation.kind, span) ?? false
      if holds == relation.isNegative { return false }
    }
    return true
  }

  private mutating func makeIndex(_ number: Int, _ document: borrowing Document) throws {
    let other = set.relations[number].other
    var spans: [TextSpan] = []
    for one in annotations(of: other.type) {
      let isPassed = try evaluate(
        other.check,
        row: one.row,
        span: one.span,
        id: one.id,
        word: nil,
        document
      )
      if isPassed { spans.append(one.span) }
    }
    relationIndexes[number] = RelationIndex(spans)
  }
}

/// Answers in logarithmic time how a span stands to those of a list.
struct RelationIndex {
  /// In annotation order.
  private let spans: [TextSpan]
  private let starts: [UInt32]
  /// The greatest end up to each span, the least from each on.
  private var greatestEnd: [UInt32] = []
  private var leastEnd: [UInt32] = []
  /// Sorted by end, the longest of those with one end first.
  private let byEnd: [TextSpan]

  init(_ spans: [TextSpan]) {
    self.spans = spans
    starts = spans.map(\.start)
    var greatest: UInt32 = 0
    for span in spans {
      greatest = max(greatest, span.end)
      greatestEnd.append(greatest)
    }
    var least = UInt32.max
    for span in spans.reversed() {
      least = min(least, span.end)
      leastEnd.append(least)
    }
    leastEnd.reverse()
    byEnd = spans.sorted { ($0.end, $0.start) < ($1.end, $1.start) }
  }

  /// Whether the relation holds between `span` and one of the list.
  func holds(_ kind: ItemTest.Relation.Kind, _ span: TextSpan) -> Bool {
    switch kind {
    case .within:
      let behind = starts.partitioningIndex { $0 > span.start }
      return behind > 0 && greatestEnd[behind - 1] >= span.end
    case .contains:
      let first = starts.partitioningIndex { $0 >= span.start }
      return first < spans.count && leastEnd[first] <= span.end
    case .overlaps:
      let behind = starts.partitioningIndex { $0 >= span.end }
      return behind > 0 && greatestEnd[behind - 1] > span.start
    case .starts:
      let first = starts.partitioningIndex { $0 >= span.start }
      return first < spans.count && spans[first].start == span.start
        && spans[first].end >= span.end
    case .ends:
      var low = 0
      var high = byEnd.count
      while low < high {
        let middle = (low + high) / 2
        if byEnd[middle].end >= span.end { high = middle } else { low = middle + 1 }
      }
      return low < byEnd.count && byEnd[low].end == span.end && byEnd[low].start <= span.start
    }
  }
}
