package import GalleyKit

/// The memory one lane needs to match rules, and how it does it.
///
/// For each rule and stretch of text every step of its pattern is tried at most once at every
/// position: steps several others lead to are marked where they failed and not tried there again
/// (memoised backtracking; Norvig, Techniques for Automatic Memoization with Applications to
/// Context-Free Parsing, Computational Linguistics 17, 1991). So the time is linear in the steps of
/// the rules tried times the tokens and annotations there, and the match is the one that plain
/// backtracking would find first.
package struct RuleMatcher {
  let set: RuleSet
  var lattice = TokenLattice()
  /// All tokens, when some phase does not see all of them.
  private var allTokens = TokenLattice()

  // What the document shows.
  var utf8 = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var tables: [AnnotationTable] = []
  var columns: [FeatureColumn?] = []
  var verdicts = VerdictCache()
  let regexMatcher = RegexMatcher()

  // What earlier phases did.
  private var own: [OwnAnnotation] = []
  private var hidden: Set<UInt32> = []
  private var changes: [ChangedPlace: RuleValue] = [:]

  // What one phase works with.
  var relationIndexes: [RelationIndex?]
  private var starts: StartList
  var trail: [TrailEntry] = []
  var stack: [Thread] = []
  var visited: [UInt64] = []
  var succeeded: [UInt64] = []
  var bounds = 0..<0

  struct ChangedPlace: Hashable {
    var column: Int
    var id: UInt32
  }

  /// Where a path goes on.
  struct Thread {
    var step: Int32
    var position: Int32
    var trail: Int32
  }

  package init(_ set: RuleSet) {
    self.set = set
    relationIndexes = Array(repeating: nil, count: set.relations.count)
    starts = StartList(ruleCount: set.rules.count)
  }

  /// Begins a document.
  package mutating func begin(_ document: borrowing Document) {
    utf8 = document.utf8
    tables.removeAll(keepingCapacity: true)
    for type in set.types { tables.append(document.annotations(of: type)) }
    columns.removeAll(keepingCapacity: true)
    for column in set.columns { columns.append(tables[column.type].feature(column.symbol)) }
    own.removeAll(keepingCapacity: true)
    hidden.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    lattice.removeAll()
    let tokens = tables[0]
    for row in tokens.rows {
      let span = tokens.span(row)
      let text = UnsafeBufferPointer(rebasing: utf8[span.range])
      lattice.appendToken(span, row: UInt32(row), word: set.vocabulary.word(text))
    }
    if set.phases.contains(where: { !$0.skips.isEmpty }) { allTokens = lattice }
  }

  /// Shows later phases an annotation of this stage.
  package mutating func add(_ annotation: OwnAnnotation) { own.append(annotation) }

  /// Hides an annotation from later phases.
  package mutating func hide(_ id: UInt32) { hidden.insert(id) }

  /// Shows later phases another value of a feature.
  package mutating func change(column: Int, id: UInt32, to value: RuleValue) {
    changes[ChangedPlace(column: column, id: id)] = value
  }

  /// Finds the matches of the rules of a phase: of each rule from left to right, those that do not
  /// overlap.
  ///
  /// - Throws: `StageFailure` when a limit is hit, `StopRequest`.
  package mutating func match(
    phase: Int,
    _ document: borrowing Document,
    call: borrowing StageCall,
    into matches: inout [RuleMatch]
  ) throws {
    trail.removeAll(keepingCapacity: true)
    for i in relationIndexes.indices { relationIndexes[i] = nil }
    try makeLattice(phase, document)
    try findStarts(set.phases[phase].index, document)
    for rule in starts.rules {
      try call.checkStop()
      try match(Int(rule), document, call, into: &matches)
    }
    starts.removeAll()
  }
}

// MARK: The lattice of a phase

extension RuleMatcher {
  private mutating func makeLattice(_ phase: Int, _ document: borrowing Document) throws {
    let isFirst = phase == 0
    if !allTokens.start.isEmpty { lattice = allTokens } else if !isFirst { lattice.forgetItems() }
    if !set.phases[phase].skips.isEmpty { try skip(set.phases[phase].skips, document) }
    if set.phases[phase].usesSentences {
      lattice.setWindows(document.annotations(of: set.sentence))
    }
    for type in set.types.indices where set.walkedTypes[type] {
      for item in annotations(of: type) { lattice.append(item) }
    }
    lattice.connect(backward: set.hasBackwardAnnotations)
  }

  /// Takes out the tokens that pass one of these tests or lie under annotations that do.
  private mutating func skip(_ items: [Int], _ document: borrowing Document) throws {
    var isVisible = [Bool](repeating: true, count: lattice.count)
    for number in items {
      let item = set.items[number]
      if item.type == 0 {
        for position in 0..<lattice.count where isVisible[position] {
          if try passes(token: position, number, document) { isVisible[position] = false }
        }
        continue
      }
      for one in annotations(of: item.type) where try passes(one, number, document) {
        let first = lattice.end.partitioningIndex { $0 > one.span.start }
        let last = lattice.start.partitioningIndex { $0 >= one.span.end }
        for position in first..<max(first, last) { isVisible[position] = false }
      }
    }
    lattice.keepTokens { isVisible[$0] }
  }

  /// The annotations of a type, in annotation order, as they are in this phase.
  func annotations(of type: Int) -> [LatticeItem] {
    var found: [LatticeItem] = []
    let table = tables[type]
    let number = UInt32(type)
    let name = set.typeNames[type]
    var mine = own.indices.filter { own[$0].type == name && !hidden.contains(own[$0].id) }[...]
    if mine.count > 1 {
      mine.sort { (own[$0].span, own[$0].id) < (own[$1].span, own[$1].id) }
    }
    func yieldOwn(before span: TextSpan?) {
      while let next = mine.first, span.map({ own[next].span < $0 }) ?? true {
        mine.removeFirst()
        found.append(
          LatticeItem(
            type: number,
            row: Int32(-1 - next),
            span: own[next].span,
            id: own[next].id
          )
        )
      }
    }
    for row in table.rows {
      let span = table.span(row)
      let id = table.id[row]
      if !mine.isEmpty { yieldOwn(before: span) }
      if !hidden.isEmpty, hidden.contains(id) { continue }
      found.append(LatticeItem(type: number, row: Int32(row), span: span, id: id))
    }
    yieldOwn(before: nil)
    return found
  }
}

// MARK: Values

extension RuleMatcher {
  /// The value of a feature of something captured.
  package func value(_ column: Int, of item: CapturedItem) -> RuleValue {
    value(column, row: item.row, id: item.id)
  }

  func tokenID(_ row: Int) -> UInt32 { tables[0].id[row] }

  func value(_ column: Int, row: Int32, id: UInt32) -> RuleValue {
    if !changes.isEmpty, let changed = changes[ChangedPlace(column: column, id: id)] {
      return changed
    }
    if row < 0 { return own[Int(-1 - row)].values[column] ?? .none }
    return columns[column]?.value(Int(row)) ?? .none
  }

  /// Whether the columns of the document hold the values of a row.
  func isPlain(_ row: Int32) -> Bool { row >= 0 && changes.isEmpty }
}

// MARK: Starts

extension RuleMatcher {
  /// Notes for each rule where it may begin, by what it cannot be without.
  private mutating func findStarts(
    _ index: AnchorIndex,
    _ document: borrowing Document
  ) throws {
    let count = lattice.count
    if !index.words.isEmpty || !index.beginnings.isEmpty {
      for position in 0..<count {
        let folded = lattice.word[position].folded
        guard folded != 0 else { continue }
        index.words.forEach(folded) { starts.note($0, position) }
        guard index.beginnings.has(folded), position + 1 < count,
          lattice.start[position + 1] == lattice.end[position]
        else { continue }
        index.beginnings.forEach(folded) { starts.note($0, position) }
      }
    }
    for (number, lists) in index.texts {
      guard let column = columns[number] else { continue }
      for position in 0..<count {
        let row = Int(lattice.row[position])
        if column.has(row) {
          lists.forEach(column.text(row).rawValue) { starts.note($0, position) }
        }
      }
    }
    for (item, rules) in index.items {
      for position in 0..<count where try passes(token: position, item, document) {
        for rule in rules { starts.note(rule, position) }
      }
    }
    if !index.types.isEmpty {
      for item in lattice.items {
        index.types.forEach(item.type) { starts.note($0, Int(item.first)) }
      }
    }
  }

  /// Tries a rule wherever what it was found by may belong to a match.
  private mutating func match(
    _ number: Int,
    _ document: borrowing Document,
    _ call: borrowing StageCall,
    into matches: inout [RuleMatch]
  ) throws {
    let rule = set.rules[number]
    let positions = starts.sorted(UInt32(number))
    bounds = 0..<0
    var next = 0
    for anchor in positions {
      let anchor = Int(anchor)
      let window = windowBounds(of: anchor, rule)
      let first = rule.anchor.most.map { max(window.lowerBound, anchor - $0) } ?? window.lowerBound
      next = max(next, first)
      let last = anchor - rule.anchor.least
      while next <= last {
        if bounds != window { try enter(window, number) }
        let mark = trail.count
        let found = try run(
          rule.program,
          from: rule.program.start,
          at: next,
          -1,
          .match,
          document,
          call
        )
        guard let found else {
          trail.removeLast(trail.count - mark)
          next += 1
          continue
        }
        let end = Int(trail[Int(found)].position)
        forget(found, at: end, rule.program)
        matches.append(
          RuleMatch(
            rule: number,
            span: TextSpan(start: lattice.start[next], end: lattice.end[end - 1]),
            positions: next..<end,
            trail: found
          )
        )
        next = end
      }
    }
  }

  private func windowBounds(of position: Int, _ rule: CompiledRule) -> Range<Int> {
    switch rule.bounds {
    case .sentence: lattice.positions(ofWindow: lattice.window[position])
    case .document: 0..<lattice.count
    }
  }

  /// Makes `visited` ready for a rule in a stretch of the text.
  private mutating func enter(_ window: Range<Int>, _ number: Int) throws {
    bounds = window
    let rule = set.rules[number]
    let bits = (window.count + 1).multipliedReportingOverflow(by: rule.program.joinCount)
    guard !bits.overflow, bits.partialValue <= Self.mostMarks else {
      throw StageFailure(
        code: "rule-limit",
        "rule \(rule.number + 1) needs more than \(Self.mostMarks >> 23) MiB of marks for "
          + "\(window.count) tokens; keep it within sentences"
      )
    }
    let words = bits.partialValue / 64 + 1
    Self.clear(&visited, words)
    if !rule.program.contexts.isEmpty { Self.clear(&succeeded, words) }
  }

  /// Bits of `visited`, at most: 128 MiB.
  private static let mostMarks = 1 << 30

  private static func clear(_ marks: inout [UInt64], _ words: Int) {
    if marks.count < words {
      marks = [UInt64](repeating: 0, count: words)
    } else {
      for i in 0..<words { marks[i] = 0 }
    }
  }
}

/// The positions at which rules may match, by rule.
struct StartList {
  /// Rules that have some, in order.
  private var active: [UInt32] = []
  private var positions: [[UInt32]]

  init(ruleCount: Int) { positions = Array(repeating: [], count: ruleCount) }

  @inline(__always)
  mutating func note(_ rule: UInt32, _ position: Int) {
    if positions[Int(rule)].isEmpty { active.append(rule) }
    positions[Int(rule)].append(UInt32(position))
  }

  var rules: [UInt32] { active.sorted() }

  /// The positions of a rule, ascending.
  mutating func sorted(_ rule: UInt32) -> [UInt32] {
    let own = positions[Int(rule)]
    let isSorted = zip(own, own.dropFirst()).allSatisfy { $0 <= $1 }
    return isSorted ? own : own.sorted()
  }

  mutating func removeAll() {
    for rule in active { positions[Int(rule)].removeAll(keepingCapacity: true) }
    active.removeAll(keepingCapacity: true)
  }
}
