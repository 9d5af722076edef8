package import GalleyKit

/// Compiles the patterns of a stage and gathers what is wrong with them.
///
/// What they share, such as tests, words and columns, is kept once.
package struct RuleCompiler {
  package private(set) var problems: [RuleProblem] = []
  /// What the phases read.
  package private(set) var reads: [SchemaPath: Read] = [:]
  /// The rules that compile, in the order given.
  package private(set) var rules: [CompiledRule] = []

  let schema: [String: TypeDeclaration]
  let caseRule: RuleCase
  let lists: [String: [String]]

  var types: [String] = ["Token"]
  var columns: [ReadColumn] = []
  var texts: [String] = []
  var checks: [FeatureCheck] = []
  var items: [CompiledItem] = []
  var itemAnchors: [RuleAnchor] = []
  /// By what the tests say.
  var itemNumbers: [String: Int] = [:]
  var relations: [CompiledRelation] = []
  var phrases: [CompiledPhrase] = []
  var phraseAnchors: [RuleAnchor] = []
  var regexes: [CompiledRegex] = []
  var vocabulary = Vocabulary()
  /// Words and texts of lists that are compared, by the number in a check.
  var usedLists: [UsedList] = []
  var skips: [[Int]] = []

  var definitions: [String: Definition] = [:]
  private var typeNumbers: [String: Int] = ["Token": 0]
  private var columnNumbers: [ReadColumn: Int] = [:]
  private var textNumbers: [String: UInt32] = [:]
  var phraseNumbers: [String: Int] = [:]
  private var reported: Set<Reported> = []

  /// The text in which the parser now reads, for places.
  var place = SourcePlace.rule(0)
  var phase = 0

  enum SourcePlace: Hashable {
    case rule(Int)
    case definition(String)
    case skip(phase: Int, entry: Int)
  }

  /// The first of the phases that read something.
  package struct Read {
    package var phase: Int
    /// nil: every rule reads it.
    package var place: RuleProblem.Place?
  }

  /// A list some test looks into.
  struct UsedList {
    var values: [String]
    var kind: Kind

    enum Kind { case symbols, exact, folded }
  }

  struct Definition {
    var text: String
    var node: RuleNode?
    /// Definitions being put in, to find circles.
    var isOpen = false
    var isUsed = false
  }

  private struct Reported: Hashable {
    var place: RuleProblem.Place
    var message: String
  }

  /// - Parameters:
  ///   - schema: the declared types.
  ///   - caseRule: how words are compared.
  ///   - definitions: named patterns.
  ///   - lists: named lists.
  package init(
    schema: [TypeDeclaration],
    caseRule: RuleCase,
    definitions: [String: String],
    lists: [String: [String]]
  ) {
    self.schema = Dictionary(schema.map { ($0.name, $0) }) { first, _ in first }
    self.caseRule = caseRule
    self.lists = lists
    for (name, text) in definitions.sorted(by: { $0.key < $1.key }) {
      place = .definition(name)
      self.definitions[name] = Definition(text: text, node: parse(text, RuleParser.parse))
    }
  }

  /// Says what is wrong with definitions that no rule has used.
  package mutating func checkUnusedDefinitions() {
    phase = 0
    for (name, definition) in definitions.sorted(by: { $0.key < $1.key }) {
      guard !definition.isUsed, let node = definition.node else { continue }
      place = .definition(name)
      definitions[name]?.isOpen = true
      var state = Resolving()
      state.isAtEnd = false
      _ = resolve(node, &state)
      definitions[name]?.isOpen = false
    }
  }

  /// Compiles what is invisible to the rules of a phase.
  package mutating func addSkips(_ entries: [String], phase: Int) {
    self.phase = phase
    var numbers: [Int] = []
    for (number, text) in entries.enumerated() {
      place = .skip(phase: phase, entry: number)
      guard let item = parse(text, RuleParser.parseItem) else { continue }
      if let compiled = compile(item) { numbers.append(compiled) }
    }
    skips.append(numbers)
  }

  /// Compiles a rule; its number is the place in the list of all rules given.
  ///
  /// - Returns: what it captures; when its pattern is broken, what its text names.
  package mutating func add(_ source: RuleSource, number: Int) -> RuleCaptures {
    place = .rule(number)
    phase = source.phase
    var state = Resolving()
    guard let node = parse(source.pattern, RuleParser.parse), let resolved = resolve(node, &state)
    else { return namedCaptures(in: source.pattern) }
    let captures = RuleCaptures(
      names: state.captures,
      types: captureTypes(of: resolved, count: state.captures.count)
    )
    compile(resolved, node.range, source, captures, number: number)
    return captures
  }

  private mutating func compile(
    _ resolved: ResolvedNode,
    _ range: Range<Int>,
    _ source: RuleSource,
    _ captures: RuleCaptures,
    number: Int
  ) {
    guard !resolved.canBeEmpty else {
      report(
        "empty-match",
        range,
        "the pattern can match nothing",
        fix: "make one part of it required"
      )
      return
    }
    guard let program = RuleEmitter.program(of: resolved, captures: captures.names),
      let anchor = anchorFinder.anchor(of: resolved)
    else {
      report(
        "large-pattern",
        range,
        "the pattern has more than \(RuleEmitter.maximumSteps) steps",
        fix: "put words into a list, [lower in $name], and repeat fewer times"
      )
      return
    }
    read("Token", at: nil)
    if source.bounds == .sentence { read("Sentence", at: nil) }
    rules.append(
      CompiledRule(
        number: number,
        phase: source.phase,
        bounds: source.bounds,
        program: program,
        anchor: anchor,
        neededWords: neededWords(of: resolved),
        neededTypes: neededTypes(of: resolved)
      )
    )
  }

  private var anchorFinder: AnchorFinder {
    AnchorFinder(phrases: phrases, items: itemAnchors, phraseAnchors: phraseAnchors)
  }

  private mutating func parse<Value>(
    _ text: String,
    _ read: (String) throws(RuleSyntaxError) -> Value
  ) -> Value? {
    do throws(RuleSyntaxError) {
      return try read(text)
    } catch {
      report("bad-pattern", error.range, error.message, fix: error.fix)
      return nil
    }
  }
}

// MARK: Numbering

extension RuleCompiler {
  mutating func report(
    _ code: String,
    _ range: Range<Int>,
    _ message: String,
    severity: Diagnostic.Severity = .error,
    fix: String
  ) {
    let place = place(of: range)
    guard reported.insert(Reported(place: place, message: message)).inserted else { return }
    problems.append(
      RuleProblem(severity: severity, code: code, place: place, message: message, fix: fix)
    )
  }

  private func place(of range: Range<Int>) -> RuleProblem.Place {
    switch place {
    case .rule(let number): .rule(number, range)
    case .definition(let name): .definition(name, range)
    case .skip(let phase, let entry): .skip(phase: phase, entry: entry, range)
    }
  }

  /// Notes that something is read; in what every rule reads there is no place.
  mutating func read(_ path: SchemaPath, at range: Range<Int>?) {
    if let known = reads[path], known.phase <= phase { return }
    reads[path] = Read(phase: phase, place: range.map { place(of: $0) })
  }

  mutating func type(_ name: String) -> Int {
    if let known = typeNumbers[name] { return known }
    types.append(name)
    typeNumbers[name] = types.count - 1
    return types.count - 1
  }

  /// The number of the column of a declared feature.
  package mutating func column(of type: String, _ feature: FeatureDeclaration) -> Int {
    let column = ReadColumn(type: self.type(type), feature: feature.name, kind: feature.kind)
    if let known = columnNumbers[column] { return known }
    columns.append(column)
    columnNumbers[column] = columns.count - 1
    return columns.count - 1
  }

  /// The number of the type whose column this is.
  package func type(ofColumn column: Int) -> Int { columns[column].type }

  mutating func text(_ text: String) -> UInt32 {
    if let known = textNumbers[text] { return known }
    texts.append(text)
    textNumbers[text] = UInt32(texts.count - 1)
    return UInt32(texts.count - 1)
  }
}
