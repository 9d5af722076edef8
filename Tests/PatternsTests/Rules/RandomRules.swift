import GalleyKit
import GalleyTesting

/// A pattern as the naive matcher runs it; `text` is how the language writes it.
indirect enum PlainPattern {
  case word(String)
  /// Words in quotes, one blank between them.
  case phrase([String])
  case anyToken
  /// A test of one token, with what passes it.
  case token(String, passes: @Sendable (PlainDocument.Token) -> Bool)
  /// The kind of a person; nil: any.
  case person(String?)
  case sequence([PlainPattern])
  case choice([PlainPattern])
  case repeated(PlainPattern, least: Int, most: Int?, isLazy: Bool)
  case capture(PlainPattern)
  case context(PlainPattern, isBehind: Bool, isNegative: Bool)

  var text: String {
    switch self {
    case .word(let word): word
    case .phrase(let words): "\"\(words.joined(separator: " "))\""
    case .anyToken: "[]"
    case .token(let test, _): "[\(test)]"
    case .person(let kind): kind.map { "Person[role=\($0)]" } ?? "Person"
    case .sequence(let parts): parts.map(\.grouped).joined(separator: " ")
    case .choice(let options): options.map(\.text).joined(separator: " | ")
    case .repeated(let inner, let least, let most, let isLazy):
      inner.grouped + Self.sign(least, most) + (isLazy ? "?" : "")
    case .capture(let inner): "@x:\(inner.grouped)"
    case .context(let inner, let isBehind, let isNegative):
      "(?\(isBehind ? "<" : "")\(isNegative ? "!" : "=") \(inner.text))"
    }
  }

  private var grouped: String {
    switch self {
    case .word, .phrase, .anyToken, .token, .person, .context: text
    case .sequence, .choice, .repeated, .capture: "(\(text))"
    }
  }

  private static func sign(_ least: Int, _ most: Int?) -> String {
    switch (least, most) {
    case (0, 1): "?"
    case (0, nil): "*"
    case (1, nil): "+"
    case (_, nil): "{\(least),}"
    case (_, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
    }
  }

  var canBeEmpty: Bool {
    switch self {
    case .word, .phrase, .anyToken, .token, .person: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .choice(let options): options.contains(where: \.canBeEmpty)
    case .repeated(let inner, let least, _, _): least == 0 || inner.canBeEmpty
    case .capture(let inner): inner.canBeEmpty
    case .context: true
    }
  }
}

extension PlainPattern {
  private var parts: [PlainPattern] {
    switch self {
    case .word, .phrase, .anyToken, .token, .person: []
    case .sequence(let parts), .choice(let parts): parts
    case .repeated(let inner, _, _, _), .capture(let inner), .context(let inner, _, _): [inner]
    }
  }

  var hasCaptures: Bool {
    if case .capture = self { true } else { parts.contains(where: \.hasCaptures) }
  }

  /// Whether something in it repeats without limit, contexts left out.
  var isEndless: Bool {
    switch self {
    case .context: false
    case .repeated(_, _, nil, _): true
    default: parts.contains(where: \.isEndless)
    }
  }
}

/// A document as the naive matcher sees it.
struct PlainDocument {
  struct Token {
    var word: String
    var span: TextSpan
    var sentence: Int
  }

  struct Person {
    var span: TextSpan
    var kind: String?
    /// Tokens it stands on.
    var tokens: Range<Int>
  }

  var text = ""
  /// Those that can be seen.
  var tokens: [Token] = []
  /// In annotation order, those that stand on tokens.
  var people: [Person] = []
  var annotations: [TestAnnotation] = []
}

/// Makes patterns and documents.
struct RandomRules {
  var random: SplitMix

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  /// A pattern that does not match nothing.
  mutating func pattern() -> PlainPattern {
    while true {
      let pattern = pattern(depth: 3, mayCapture: true)
      if !pattern.canBeEmpty { return pattern }
    }
  }

  private mutating func pattern(depth: Int, mayCapture: Bool) -> PlainPattern {
    guard depth > 0 else { return leaf() }
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2: return leaf()
    case 3...5:
      let count = Int.random(in: 2...3, using: &random)
      return .sequence((0..<count).map { _ in pattern(depth: depth - 1, mayCapture: mayCapture) })
    case 6, 7:
      let count = Int.random(in: 2...3, using: &random)
      return .choice((0..<count).map { _ in pattern(depth: depth - 1, mayCapture: mayCapture) })
    case 8, 9: return repeated(pattern(depth: depth - 1, mayCapture: mayCapture))
    case 10:
      let inner = pattern(depth: depth - 1, mayCapture: mayCapture)
      return mayCapture ? .capture(inner) : inner
    default:
      let isNegative = chance(2)
      let inner = pattern(depth: depth - 1, mayCapture: mayCapture && !isNegative)
      if inner.canBeEmpty || inner.hasCaptures && inner.isEndless { return inner }
      return .context(inner, isBehind: chance(2), isNegative: isNegative)
    }
  }

  private mutating func repeated(_ inner: PlainPattern) -> PlainPattern {
    let isLazy = chance(3)
    let least = pick([0, 0, 0, 1, 1, 2])
    let most: Int? = chance(2) && !inner.canBeEmpty ? nil : least + pick([0, 1, 2])
    if most == 0 { return .repeated(inner, least: 0, most: 1, isLazy: isLazy) }
    return .repeated(inner, least: least, most: most, isLazy: isLazy)
  }

  private mutating func leaf() -> PlainPattern {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3: .word(pick(["a", "b", "c"]))
    case 4: .phrase(chance(2) ? [pick(["a", "b"]), pick(["b", "c"])] : [pick(["a", "b"])])
    case 5: .anyToken
    case 6:
      pick([
        .token("lower in (a, b)") { $0.word == "a" || $0.word == "b" },
        .token("!lower=a") { $0.word != "a" },
        .token("text ~ /[bc]/ & !text=b") { $0.word == "c" },
      ])
    default: .person(chance(3) ? pick(["x", "y"]) : nil)
    }
  }

  /// A document; with `hidesCommas` its commas are not seen.
  mutating func document(hidesCommas: Bool) -> PlainDocument {
    var document = PlainDocument()
    var all: [PlainDocument.Token] = []
    var sentence = 0
    for _ in 0..<Int.random(in: 0...14, using: &random) {
      let word = pick(["a", "a", "b", "b", "c", ",", "."])
      let start = document.text.utf8.count
      document.text += word + " "
      all.append(
        PlainDocument.Token(word: word, span: TextSpan(start..<start + 1), sentence: sentence)
      )
      if word == "." { sentence += 1 }
    }
    document.tokens = hidesCommas ? all.filter { $0.word != "," } : all
    document.annotations = all.map { TestAnnotation("Token", $0.span) }
    for sentence in Dictionary(grouping: all, by: \.sentence).values {
      guard let first = sentence.first, let last = sentence.last else { continue }
      let span = TextSpan(start: first.span.start, end: last.span.end)
      document.annotations.append(TestAnnotation("Sentence", span))
    }
    if !all.isEmpty {
      for _ in 0..<Int.random(in: 0...6, using: &random) { addPerson(all, to: &document) }
    }
    document.people.sort { $0.span < $1.span }
    return document
  }

  private mutating func addPerson(
    _ all: [PlainDocument.Token],
    to document: inout PlainDocument
  ) {
    let first = Int.random(in: all.indices, using: &random)
    let last = min(first + Int.random(in: 0...2, using: &random), all.count - 1)
    // Sometimes it begins in the white space before a token, sometimes ends in that behind.
    let start = all[first].span.start - (first > 0 && chance(4) ? 1 : 0)
    let end = all[last].span.end + (chance(4) ? 1 : 0)
    let span = TextSpan(start: start, end: end)
    // Annotations of one span would be told apart by their ids alone.
    guard !document.annotations.contains(where: { $0.type == "Person" && $0.span == span }) else {
      return
    }
    let kind: String? = chance(2) ? nil : pick(["x", "y"])
    document.annotations.append(
      TestAnnotation("Person", span, kind.map { ["role": .text($0)] } ?? [:])
    )
    let covered = document.tokens.indices.filter { document.tokens[$0].span.overlaps(span) }
    guard let low = covered.first, let high = covered.last else { return }
    document.people.append(PlainDocument.Person(span: span, kind: kind, tokens: low..<high + 1))
  }
}
