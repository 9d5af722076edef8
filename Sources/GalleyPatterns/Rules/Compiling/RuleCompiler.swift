package import GalleyKit

/// Compiles the patterns of a stage and gathers what is wrong with them.
///
/// What they share, such as tests, words and columns, is kept once.
package struct RuleCompiler {
  /// Parts of one pattern, with its definitions put in; more are refused.
  static let maximumParts = 100_000

  package private(set) var problems: [RuleProblem] = []
  /// What the phases read, each path with the number of the first phase that does.
  package private(set) var reads: [SchemaPath: Int] = [:]
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

  private var definitions: [String: Definition] = [:]
  private var typeNumbers: [String: Int] = ["Token": 0]
  private var columnNumbers: [ReadColumn: Int] = [:]
  private var textNumbers: [String: UInt32] = [:]
  private var phraseNumbers: [String: Int] = [:]
  private var reported: Set<Reported> = []

  /// The text in which the parser now reads, for places.
  var place = SourcePlace.rule(0)
  var phase = 0

  enum SourcePlace: Hashable {
    case rule(Int)
    case definition(String)
    case skip(phase: Int, entry: Int)
  }

  /// A list some test looks into.
  struct UsedList {
    var values: [String]
    var kind: Kind

    enum Kind { case symbols, exact, folded }
  }

  private struct Definition {
    var node: RuleNode?
    /// Definitions being put in, to find circles.
    var isOpen = false
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
      self.definitions[name] = Definition(node: parse(text, RuleParser.parse))
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
  package mutating func add(_ source: RuleSource, number: Int) {
    place = .rule(number)
    phase = source.phase
    guard let node = parse(source.pattern, RuleParser.parse) else { return }
    var resolver = Resolving()
    guard let resolved = resolve(node, &resolver) else { return }
    guard !resolved.canBeEmpty else {
      report(
        "empty-match",
        node.range,
        "the pattern can match nothing",
        fix: "make one part of it required"
      )
      return
    }
    guard let program = RuleEmitter.program(of: resolved, captures: resolver.captures),
      let anchor = anchorFinder.anchor(of: resolved)
    else {
      report(
        "large-pattern",
        node.range,
        "the pattern has more than \(RuleEmitter.maximumSteps) steps",
        fix: "put words into a list, [lower in $name], and repeat fewer times"
      )
      return
    }
    read(source.bounds == .sentence ? ["Token", "Sentence"] : ["Token"])
    rules.append(
      CompiledRule(
        number: number,
        phase: source.phase,
        bounds: source.bounds,
        program: program,
        anchor: anchor,
        captureTypes: captureTypes(of: resolved, count: resolver.captures.count),
        neededWords: neededWords(of: resolved),
        neededTypes: neededTypes(of: resolved)
      )
    )
  }

  private var anchorFinder: AnchorFinder {
    AnchorFinder(phrases: phrases, items: itemAnchors, phraseAnchors: phraseAnchors)
  }

  /// The names of the types of what each capture holds.
  private func captureTypes(of node: ResolvedNode, count: Int) -> [Set<String>] {
    var found = [Set<String>](repeating: [], count: count)
    node.forEachCapture { number, node in
      node.forEachItem { item in
        switch item {
        case .annotation(let test): found[number].insert(types[items[test].type])
        default: found[number].insert("Token")
        }
      }
    }
    return found
  }

  /// Words of which one at least stands in every match, for each part that has such words.
  private func neededWords(of node: ResolvedNode) -> [[String]] {
    switch node {
    case .phrase(let number):
      [[String(decoding: phrases[number].bytes, as: UTF8.self).lowercased()]]
    case .sequence(let parts): parts.flatMap { neededWords(of: $0) }
    case .capture(_, let node): neededWords(of: node)
    case .repeated(let node, let least, _, _): least > 0 ? neededWords(of: node) : []
    case .choice(let options): joined(options.map { neededWords(of: $0) })
    case .token, .annotation, .context: []
    }
  }

  /// What alternatives need together: of the first list of each, one word.
  private func joined(_ options: [[[String]]]) -> [[String]] {
    options.contains(where: \.isEmpty) ? [] : [options.flatMap { $0[0] }]
  }

  private func neededTypes(of node: ResolvedNode) -> [String] {
    switch node {
    case .annotation(let number): [types[items[number].type]]
    case .sequence(let parts): parts.flatMap { neededTypes(of: $0) }
    case .capture(_, let node): neededTypes(of: node)
    case .repeated(let node, let least, _, _): least > 0 ? neededTypes(of: node) : []
    case .phrase, .token, .context, .choice: []
    }
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

// MARK: Resolving

extension RuleCompiler {
  /// What is gathered while one rule is resolved.
  struct Resolving {
    var captures: [String] = []
    var parts = 0
    var isInContext = false
    var isRepeated = false
    /// Whether the pattern ends behind this part.
    var isAtEnd = true
  }

  /// The node with definitions put in and tests compiled; nil when something is wrong with it, which
  /// is then said.
  private mutating func resolve(_ node: RuleNode, _ state: inout Resolving) -> ResolvedNode? {
    state.parts += 1
    guard state.parts <= Self.maximumParts else {
      if state.parts == Self.maximumParts + 1 {
        report(
          "large-pattern",
          node.range,
          "the pattern has more than \(Self.maximumParts) parts with its definitions put in",
          fix: "put words into a list, [lower in $name]"
        )
      }
      return nil
    }
    switch node.kind {
    case .words(let text): return .phrase(phrase(text))
    case .item(let item):
      guard let number = compile(item) else { return nil }
      return items[number].type == 0 ? .token(number) : .annotation(number)
    case .sequence(let parts): return sequence(parts, &state)
    case .choice(let options): return choice(options, node.range, &state)
    case .repeated(let inner, let least, let most, let isLazy):
      return repeated(inner, least, most, isLazy, &state)
    case .capture(let name, let inner): return capture(name, inner, node.range, &state)
    case .context(let inner, let isBehind, let isNegative):
      return context(inner, isBehind, isNegative, &state)
    case .definition(let name): return definition(name, node.range, &state)
    }
  }

  private mutating func sequence(
    _ parts: [RuleNode],
    _ state: inout Resolving
  ) -> ResolvedNode? {
    let isAtEnd = state.isAtEnd
    var resolved: [ResolvedNode] = []
    var isWhole = true
    for (number, part) in parts.enumerated() {
      state.isAtEnd = isAtEnd && number == parts.count - 1
      if let one = resolve(part, &state) { resolved.append(one) } else { isWhole = false }
    }
    state.isAtEnd = isAtEnd
    return isWhole ? .sequence(resolved) : nil
  }

  private mutating func choice(
    _ options: [RuleNode],
    _ range: Range<Int>,
    _ state: inout Resolving
  ) -> ResolvedNode? {
    var resolved: [ResolvedNode] = []
    for option in options {
      if let one = resolve(option, &state) { resolved.append(one) }
    }
    guard resolved.count == options.count else { return nil }
    let search = UnreachableAlternatives(phrases: phrases)
    for (hidden, first) in search.find(among: resolved, isAtEnd: state.isAtEnd) {
      let isEqual = resolved[hidden] == resolved[first]
      report(
        "unreachable",
        options[hidden].range,
        "this alternative is never taken: alternative \(first + 1) "
          + (isEqual ? "is the same" : "fits wherever it does"),
        severity: .warning,
        fix: isEqual ? "remove one of them" : "put the longer one first"
      )
    }
    return .choice(resolved)
  }

  private mutating func repeated(
    _ inner: RuleNode,
    _ least: Int,
    _ most: Int?,
    _ isLazy: Bool,
    _ state: inout Resolving
  ) -> ResolvedNode? {
    let isAtEnd = state.isAtEnd
    state.isAtEnd = isAtEnd && least == 0 && most == 1
    defer { state.isAtEnd = isAtEnd }
    guard let node = resolve(inner, &state) else { return nil }
    guard most != nil || !node.canBeEmpty else {
      report(
        "empty-repeat",
        inner.range,
        "what is repeated here can match nothing",
        fix: "make one part of it required: (a | b)* for (a? b?)*"
      )
      return nil
    }
    return .repeated(node, least: least, most: most, isLazy: isLazy)
  }

  private mutating func capture(
    _ name: String,
    _ inner: RuleNode,
    _ range: Range<Int>,
    _ state: inout Resolving
  ) -> ResolvedNode? {
    if state.isInContext {
      report(
        "capture-in-context",
        range,
        "'@\(name)' stands in a context, which captures nothing",
        fix: "let the rule match it, and emit at another capture: 'Type@name'"
      )
      return nil
    }
    let number = state.captures.firstIndex(of: name) ?? state.captures.count
    if number == state.captures.count { state.captures.append(name) }
    guard let node = resolve(inner, &state) else { return nil }
    return .capture(number, node)
  }

  private mutating func context(
    _ inner: RuleNode,
    _ isBehind: Bool,
    _ isNegative: Bool,
    _ state: inout Resolving
  ) -> ResolvedNode? {
    let before = (state.isInContext, state.isAtEnd)
    state.isInContext = true
    state.isAtEnd = false
    defer { (state.isInContext, state.isAtEnd) = before }
    guard let node = resolve(inner, &state) else { return nil }
    guard !node.holdsEverywhere else {
      report(
        "empty-match",
        inner.range,
        "the context can match nothing, so it says nothing",
        fix: "make one part of it required"
      )
      return nil
    }
    return .context(node, isBehind: isBehind, isNegative: isNegative)
  }

  private mutating func definition(
    _ name: String,
    _ range: Range<Int>,
    _ state: inout Resolving
  ) -> ResolvedNode? {
    guard let definition = definitions[name] else {
      let fix =
        lists[name] == nil
        ? NearestName.fix(for: name, among: definitions.keys, called: "'defs' has")
          ?? "add it to 'defs'"
        : "it is a list; write [lower in $\(name)]"
      report("unknown-definition", range, "no definition '$\(name)'", fix: fix)
      return nil
    }
    guard !definition.isOpen else {
      report(
        "definition-circle",
        range,
        "'$\(name)' is part of itself",
        fix: "write a repeat: (…)+"
      )
      return nil
    }
    guard let node = definition.node else { return nil }
    let outer = place
    definitions[name]?.isOpen = true
    place = .definition(name)
    defer {
      definitions[name]?.isOpen = false
      place = outer
    }
    return resolve(node, &state)
  }

  /// The number of a phrase, compiled once.
  private mutating func phrase(_ text: String) -> Int {
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
    if let known = phraseNumbers[words] { return known }
    let isFolded = caseRule.folds(words)
    let bytes = isFolded ? Vocabulary.folded(words) : Array(words.utf8)
    phrases.append(CompiledPhrase(bytes: bytes, isFolded: isFolded))
    phraseAnchors.append(anchor(ofPhrase: words))
    phraseNumbers[words] = phrases.count - 1
    return phrases.count - 1
  }

  /// The tokens a phrase may begin with: its first word, or part of it where tokens part words.
  private mutating func anchor(ofPhrase text: String) -> RuleAnchor {
    let first = text.prefix { $0 != " " }
    var atoms: Set<RuleAnchor.Atom> = [.word(vocabulary.add(folded: String(first)))]
    var beginning = String.UnicodeScalarView()
    for scalar in first.unicodeScalars.dropLast() {
      beginning.append(scalar)
      atoms.insert(.beginning(vocabulary.add(folded: String(beginning))))
    }
    return RuleAnchor(atoms, cost: RuleAnchor.frequency(ofWord: first.utf8.count))
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
    let place: RuleProblem.Place =
      switch place {
      case .rule(let number): .rule(number, range)
      case .definition(let name): .definition(name, range)
      case .skip(let phase, let entry): .skip(phase: phase, entry: entry, range)
      }
    guard reported.insert(Reported(place: place, message: message)).inserted else { return }
    problems.append(
      RuleProblem(severity: severity, code: code, place: place, message: message, fix: fix)
    )
  }

  mutating func read(_ paths: [SchemaPath]) {
    for path in paths { reads[path] = min(reads[path] ?? phase, phase) }
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

/// A rule whose pattern is well.
package struct CompiledRule: Sendable {
  /// Its place in the list of all rules given.
  package var number: Int
  package var phase: Int
  var bounds: RuleBounds
  var program: RuleProgram
  var anchor: RuleAnchor
  /// The names of the types of what each capture holds.
  package var captureTypes: [Set<String>]
  /// Their names, by number.
  package var captures: [String] { program.captures }
  /// Words in lower case without which it matches nowhere: one of each list.
  package var neededWords: [[String]]
  /// Types without whose annotations it matches nowhere.
  package var neededTypes: [String]
}
