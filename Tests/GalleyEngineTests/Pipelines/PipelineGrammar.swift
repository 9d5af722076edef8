/// Makes pipeline files: mostly right in form, often wrong in content, sometimes broken in form.
struct PipelineGrammar {
  private var random: RandomSource
  /// Whether the file is right in content too, as far as the grammar knows.
  private var isCareful = false

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
  }

  private indirect enum Tree {
    case scalar(String)
    case list([Tree])
    case map([(String, Tree)])
  }

  /// The text of a file, and whether it was damaged after it was written.
  mutating func file() -> (text: String, isDamaged: Bool) {
    isCareful = random.once(in: 3)
    var text = block(isCareful ? carefulPipeline() : pipeline(), indentation: 0)
    guard random.once(in: 3) else { return (text, false) }
    for _ in 0..<random.number(1...3) { damage(&text) }
    return (text, true)
  }

  /// Arguments of `--set`.
  mutating func sets() -> [String] {
    (0..<(random.once(in: 3) ? random.number(1...2) : 0)).map { _ in
      let path = (0..<random.number(1...5)).map { _ in random.pick(Self.words) }
      return path.joined(separator: ".") + random.pick(["=", "=", "", "=[", "={a: "])
        + scalar()
    }
  }

  private mutating func pipeline() -> Tree {
    var pairs: [(String, Tree)] = [
      ("pipeline", .scalar(random.pick(["p/1", "p/1", "p/1", "p", "P/x", "1"]))),
      ("source", use(of: "text-files@1")),
      ("stages", .list((0..<random.number(0...4)).map { _ in use(of: nil) })),
    ]
    if random.once(in: 3) { pairs.append(("include", .list([.scalar("common.yaml")]))) }
    if random.once(in: 2) { pairs.insert(("vars", variables()), at: 0) }
    if random.once(in: 3) { pairs.append(("types", types())) }
    if random.once(in: 3) { pairs.append(("defaults", map(["on_error", "time", "max_document"]))) }
    if random.once(in: 3) { pairs.append(("export", .list([use(of: "jsonl@1")]))) }
    if random.once(in: 4) {
      pairs.append(("tests", .list([map(["name", "file", "text", "published", "expect"])])))
    }
    if random.once(in: 5) { pairs.append((random.pick(Self.words), tree(3))) }
    return .map(random.once(in: 5) ? pairs.shuffled(using: &random) : pairs)
  }

  /// A pipeline without mistakes: stages in an order that fits, options that are allowed.
  private mutating func carefulPipeline() -> Tree {
    var stages: [Tree] = []
    for (stage, options) in Self.fittingStages {
      var pairs: [(String, Tree)] = [("uses", .scalar(stage))]
      let chosen = options.filter { _ in !random.once(in: 3) }
      pairs.append(("with", .map(chosen.map { ($0, .scalar(random.pick($1))) })))
      if random.once(in: 3) {
        pairs.append(("when", .scalar(quoted(random.pick(Self.goodConditions)))))
      }
      stages.append(.map(pairs))
    }
    return .map([
      ("pipeline", .scalar("p/1")), ("vars", .map([("n", .scalar("3")), ("w", .scalar("words"))])),
      ("source", use(of: "text-files@1")), ("stages", .list(stages)),
      ("types", .map([("Event", .map([("kind", .scalar("text"))]))])),
    ])
  }

  private static let fittingStages: [(String, [(String, [String])])] = [
    ("sentences@1", []),
    (
      "tokens@1",
      [
        ("min_length", ["1", "20", "0x3", "${n}"]), ("split", ["words", "'letters'", "${w}"]),
        ("keep_space", ["true", "False"]), ("ratio", ["1", "0.5", "1e3"]),
        ("pause", ["10ms", "1.5s", "2h"]), ("cache", ["1KiB", "0.5GB"]), ("any", ["é", "'$${x}'"]),
        ("value", ["null", "-3", "\"a\\tb\""]),
      ]
    ),
    ("tagger@1", []),
  ]

  private static let goodConditions = [
    "lang == 'en'", "not (exists(a) or b in [1, 2])", "a matches '[a-z]+'", "a < 1.5 and b == true",
  ]

  private mutating func use(of stage: String?) -> Tree {
    if isCareful, let stage {
      return .map([("uses", .scalar(stage)), ("with", .map([("path", .scalar("a.txt"))]))])
    }
    if random.once(in: 20) { return tree(2) }
    let known = stage ?? random.pick(Self.stages)
    var pairs: [(String, Tree)] = [("uses", .scalar(random.once(in: 8) ? scalar() : known))]
    if random.once(in: 2) { pairs.insert(("id", .scalar(random.pick(Self.words))), at: 0) }
    pairs.append(("with", known == "text-files@1" ? .map([("path", .scalar("a.txt"))]) : options()))
    if random.once(in: 4) { pairs.append(("when", .scalar(quoted(random.pick(Self.conditions))))) }
    if random.once(in: 6) { pairs.append((random.pick(Self.keys), tree(2))) }
    if random.once(in: 8) { pairs.remove(at: 0) }
    return .map(pairs)
  }

  private mutating func options() -> Tree {
    var pairs: [(String, Tree)] = []
    for name in Self.options where random.once(in: 4) { pairs.append((name, tree(3))) }
    return .map(pairs)
  }

  private mutating func variables() -> Tree {
    .map(["a", "b", "lists"].map { ($0, .scalar(scalar())) })
  }

  private mutating func types() -> Tree {
    .map([("Event", map(["kind", "actors", "Bad"])), (random.pick(Self.words), tree(2))])
  }

  private mutating func map(_ keys: [String]) -> Tree {
    .map(keys.filter { _ in !random.once(in: 3) }.map { ($0, tree(2)) })
  }

  private mutating func tree(_ depth: Int) -> Tree {
    switch depth > 0 ? random.number(0...5) : 0 {
    case 4: .list((0..<random.number(0...3)).map { _ in tree(depth - 1) })
    case 5:
      .map(
        (0..<random.number(0...3)).map { ("\(random.pick(Self.options))\($0)", tree(depth - 1)) }
      )
    default: .scalar(scalar())
    }
  }

  private mutating func scalar() -> String {
    random.pick(random.once(in: 25) ? Self.oddScalars : Self.scalars)
  }

  private mutating func quoted(_ text: String) -> String {
    switch random.number(0...2) {
    case 0: "'" + text.replacing("'", with: "''") + "'"
    case 1: "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    default: ">-\n                    \(text)"
    }
  }
}

extension PipelineGrammar {
  private mutating func block(_ tree: Tree, indentation: Int) -> String {
    let margin = String(repeating: " ", count: indentation)
    switch tree {
    case .scalar(let text): return margin + text + "\n"
    case .list(let items) where !items.isEmpty && !random.once(in: 3):
      return items.map { item in
        margin + "- " + block(item, indentation: indentation + 2).dropFirst(indentation + 2)
      }.joined()
    case .map(let pairs) where !pairs.isEmpty && (indentation == 0 || !random.once(in: 3)):
      return pairs.map { key, value in
        switch value {
        case .scalar(let text): "\(margin)\(key): \(text)\n"
        default: "\(margin)\(key):\n" + block(value, indentation: indentation + 2)
        }
      }.joined()
    default: return margin + flow(tree) + "\n"
    }
  }

  private func flow(_ tree: Tree) -> String {
    switch tree {
    case .scalar(let text): text.contains("\n") || text.contains("$") ? "'x'" : text
    case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .map(let pairs): "{" + pairs.map { "\($0): \(flow($1))" }.joined(separator: ", ") + "}"
    }
  }

  /// Changes a few bytes or lines.
  private mutating func damage(_ text: inout String) {
    var scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return }
    let at = random.number(0...scalars.count - 1)
    let length = min(random.number(1...12), scalars.count - at)
    switch random.number(0...5) {
    case 0: scalars.removeSubrange(at..<at + length)
    case 1: scalars.insert(contentsOf: random.pick(Self.fragments).unicodeScalars, at: at)
    case 2:
      scalars.insert(contentsOf: scalars[at..<at + length], at: random.number(0...scalars.count))
    case 3:
      scalars[at] = random.pick(
        Array("\t\n \"'[]{}:,#&*!|>%@`-?\\$\u{85}\u{2028}é😀".unicodeScalars)
      )
    case 4: scalars.removeLast(length)
    default: scalars.swapAt(at, random.number(0...scalars.count - 1))
    }
    text = scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  private static let stages = [
    "sentences@1", "tokens@1", "tagger@1", "normalize@1", "rules@1", "timex@1", "merge-events@1",
  ]
  private static let keys = [
    "over", "zones", "when", "on_error", "time", "isolate", "with", "colour",
  ]
  private static let options = [
    "min_length", "split", "keep_space", "ratio", "pause", "cache", "any", "value", "rules",
    "lists",
  ]
  private static let words = [
    "stages", "vars", "with", "tokens", "a", "lists", "defaults", "time", "source", "export", "x-y",
    "min_length", "rules", "0",
  ]
  private static let conditions = [
    "lang == 'en'", "a matches 'x(y'", "not (exists(a) or b in [1, 2])", "a < ", "a == \"x\" and",
    "((a == 1)", "a matches '[a-z]+'",
  ]
  private static let scalars = [
    "words", "3", "-1", "0.5", "true", "null", "~", "10s", "64MiB", "'a''b'", "\"a\\n\\u20ACb\"",
    "é漢",
    "${a}", "${b}", "\"x${lists}y\"", "'${env:HOME}'", "${env:NONE:-5}", "${nope}", "$${a}", ".inf",
    "9999999999999999999999", "a.tsv", "stop", "dead-letter", "reference", "text",
    "no",
  ]
  /// Right in some places only, or nowhere.
  private static let oddScalars = [
    "&x y", "*x", "!t z", "@a", "a: b", "|\n                  one\n                    two",
    ">-\n                  one\n                  two",
  ]
  private static let fragments = [
    "[", "]", "{", "}", ": ", "- ", "'", "\"", "\t", "#", "&a ", "*a", "<<: ", "!!str ", "---\n",
    "...",
    "%YAML 1.1\n", "${", "|", ">", "? ", "\\", "\u{FEFF}", "\u{7}", "\r", "\r\n", "[[[[[[[[",
    "{a: {b: ",
  ]
}
