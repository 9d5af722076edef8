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
  var allTokens = TokenLattice()

  // What the document shows.
  var utf8 = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var tables: [AnnotationTable] = []
  var columns: [FeatureColumn?] = []
  var classes: TokenClasses
  var verdicts = VerdictCache()
  let regexMatcher = RegexMatcher()

  // What earlier phases did.
  var own: [OwnAnnotation] = []
  var hidden: Set<UInt32> = []
  var changes: [ChangedPlace: RuleValue] = [:]

  // What one phase works with.
  var relationIndexes: [RelationIndex?]
  var starts: StartList
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
    classes = TokenClasses(tests: set.items.count, features: set.shared.columns.count)
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
    sortIntoClasses(tokens)
    if set.phases.contains(where: { !$0.skips.isEmpty }) { allTokens = lattice }
  }

  private mutating func sortIntoClasses(_ tokens: AnnotationTable) {
    classes.begin(rows: tokens.count)
    let shared = set.shared
    for position in 0..<lattice.count {
      let row = Int(lattice.row[position])
      classes.add(row, lattice.word[position]) { shared.number(columns[shared.columns[$0]], row) }
    }
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
