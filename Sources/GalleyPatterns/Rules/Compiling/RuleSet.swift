package import GalleyKit

/// The compiled rules of a stage, shared by all lanes.
package final class RuleSet: Sendable {
  /// Symbols of the types that tests name, by number; 0 is the token.
  let types: [Symbol]
  package let typeNames: [String]
  let columns: [Column]
  let checks: [FeatureCheck]
  let items: [CompiledItem]
  let relations: [CompiledRelation]
  let phrases: [CompiledPhrase]
  let vocabulary: Vocabulary
  let regexes: [CompiledRegex]
  let lists: [NumberSet]
  let shared: SharedTests
  let rules: [CompiledRule]
  let phases: [Phase]
  let sentence: Symbol
  /// Types whose annotations tests go over, by number.
  let walkedTypes: [Bool]
  let hasBackwardAnnotations: Bool

  private let columnNumbers: [ColumnName: Int]

  private struct ColumnName: Hashable {
    var type: String
    var feature: String
  }

  struct Column: Sendable {
    var type: Int
    var symbol: Symbol
    var kind: FeatureKind
  }

  struct Phase: Sendable {
    /// Numbers of the items that are invisible.
    var skips: [Int]
    var index: AnchorIndex
    var usesSentences: Bool
  }

  /// Gives symbols to what `compiler` found well.
  package init(_ compiler: RuleCompiler, setup: borrowing Setup) {
    typeNames = compiler.types
    var types: [Symbol] = []
    for name in compiler.types { types.append(setup.type(name)) }
    self.types = types
    var columns: [Column] = []
    for column in compiler.columns {
      let symbol = setup.feature(compiler.types[column.type], column.feature)
      columns.append(Column(type: column.type, symbol: symbol, kind: column.kind))
    }
    self.columns = columns
    columnNumbers = Dictionary(
      compiler.columns.enumerated().map {
        (ColumnName(type: compiler.types[$0.element.type], feature: $0.element.feature), $0.offset)
      },
      uniquingKeysWith: { first, _ in first }
    )
    var texts: [Symbol] = []
    for text in compiler.texts { texts.append(setup.symbol(text)) }
    checks = compiler.checks.map { check in
      var check = check
      if check.operation == .isText { check.argument = texts[Int(check.argument)].rawValue }
      return check
    }
    items = compiler.items
    relations = compiler.relations
    phrases = compiler.phrases
    vocabulary = compiler.vocabulary
    regexes = compiler.regexes
    var lists: [NumberSet] = []
    for list in compiler.usedLists {
      var numbers = NumberSet()
      for value in list.values {
        switch list.kind {
        case .symbols: numbers.insert(setup.symbol(value).rawValue)
        case .exact: numbers.insert(compiler.vocabulary.word(value).exact)
        case .folded: numbers.insert(compiler.vocabulary.word(value).folded)
        }
      }
      lists.append(numbers)
    }
    self.lists = lists
    shared = SharedTests(items, checks, lists, kinds: columns.map(\.kind))
    rules = compiler.rules
    phases = compiler.skips.enumerated().map { phase, skips in
      let own = compiler.rules.indices.filter { compiler.rules[$0].phase == phase }
      return Phase(
        skips: skips,
        index: AnchorIndex(compiler.rules, own, texts, items: compiler.items),
        usesSentences: own.contains { compiler.rules[$0].bounds == .sentence }
      )
    }
    sentence = setup.type("Sentence")
    let steps = compiler.rules.lazy.flatMap(\.program.steps).filter { $0.operation == .annotation }
    var walked = [Bool](repeating: false, count: compiler.types.count)
    for step in steps { walked[compiler.items[Int(step.argument)].type] = true }
    walkedTypes = walked
    hasBackwardAnnotations = steps.contains(where: \.isBackward)
  }

  /// The phase of a rule, by its number among those that compiled.
  package func phase(ofRule rule: Int) -> Int { rules[rule].phase }

  /// The names of what a rule captures, by number of the capture.
  package func captures(ofRule rule: Int) -> [String] { rules[rule].captures }

  /// The symbol of a type that rules go over.
  package func typeSymbol(_ type: Int) -> Symbol { types[type] }

  /// The symbol of a feature rules read or change; `.none` when they do neither.
  package func featureSymbol(type: Int, _ feature: String) -> Symbol {
    columnNumbers[ColumnName(type: typeNames[type], feature: feature)]
      .map { columns[$0].symbol } ?? .none
  }

  /// The number of the column of a feature rules read or change; nil when they do neither.
  package func column(of type: String, _ feature: String) -> Int? {
    columnNumbers[ColumnName(type: type, feature: feature)]
  }
}

/// A set of small numbers.
struct NumberSet: Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ number: UInt32) {
    let word = Int(number >> 6)
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(number & 63)
  }

  mutating func formUnion(_ other: NumberSet) {
    while words.count < other.words.count { words.append(0) }
    for (place, word) in other.words.enumerated() { words[place] |= word }
  }

  func contains(_ number: UInt32) -> Bool {
    let word = Int(number >> 6)
    return word < words.count && words[word] >> UInt64(number & 63) & 1 != 0
  }
}

extension Vocabulary {
  func word(_ text: String) -> Word {
    var text = text
    return text.withUTF8 { word($0) }
  }
}
