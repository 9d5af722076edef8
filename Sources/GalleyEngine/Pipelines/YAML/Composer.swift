import GalleyKit

/// Builds the node tree of one YAML text out of libyaml's events.
///
/// Two classes of mistakes: those after which the text can still be read (a duplicate key, an unknown
/// anchor) are collected; at a syntax error or a limit the text ends.
struct Composer: ~Copyable {
  /// Levels of sequences and mappings; past them libyaml's own time grows with the square.
  static let maximumDepth = 64
  /// Nodes after aliases are repeated: nine lines of aliases can stand for a billion.
  static let maximumNodes = 100_000

  private var parser: YAMLParser
  private let source: SourceText
  private var anchors: [String: Node?] = [:]
  private var nodes = 0
  private(set) var problems: [Diagnostic] = []

  /// Why the text ends early; the diagnostics are in `problems`.
  private struct Stop: Error {}

  private init(_ source: SourceText, from byte: Int) {
    self.source = source
    parser = YAMLParser(source, from: byte)
  }

  /// Reads the one document of a text from a byte on.
  ///
  /// The tree is nil after a syntax error, past a limit and when nothing is written.
  static func compose(_ source: SourceText, from byte: Int = 0) -> (Node?, [Diagnostic]) {
    var composer = Composer(source, from: byte)
    do throws(Stop) {
      let root = try composer.document()
      return (root, composer.problems)
    } catch {
      return (nil, composer.problems)
    }
  }

  private mutating func document() throws(Stop) -> Node? {
    var root: Node?
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd: return root
      case .documentStart where root != nil:
        throw stop(
          "two-documents",
          at: event.range,
          "a second document begins here",
          fix: "write one pipeline per file"
        )
      case .documentStart: root = try node(try next(), depth: 0)
      default: break
      }
    }
  }

  private mutating func node(_ event: YAMLParser.Event, depth: Int) throws(Stop) -> Node? {
    switch event.kind {
    case .scalar(let style, let value, let tag, let anchor):
      try countNode(at: event.range)
      let isText = tag == "tag:yaml.org,2002:str" || tag == "!"
      checkTag(tag, allowed: ["tag:yaml.org,2002:str", "!"], at: event.range)
      let scalar = Scalar(style, value, isText: isText)
      return define(
        anchor,
        Node(.scalar(scalar), in: source, at: scalarRange(event.range, style, value))
      )
    case .sequenceStart(let tag, let anchor):
      try enter(event.range, depth: depth, anchor: anchor)
      checkTag(tag, allowed: ["tag:yaml.org,2002:seq"], at: event.range)
      return define(anchor, try sequence(from: event.range.lowerBound, depth: depth + 1))
    case .mappingStart(let tag, let anchor):
      try enter(event.range, depth: depth, anchor: anchor)
      checkTag(tag, allowed: ["tag:yaml.org,2002:map"], at: event.range)
      return define(anchor, try mapping(from: event.range.lowerBound, depth: depth + 1))
    case .alias(let name): return try resolve(name, at: event.range)
    default: return nil
    }
  }

  private mutating func sequence(from start: Int, depth: Int) throws(Stop) -> Node {
    var items: [Node] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        return Node(.sequence(items), in: source, at: start..<event.range.upperBound)
      }
      if let item = try node(event, depth: depth) { items.append(item) }
    }
  }

  private mutating func mapping(from start: Int, depth: Int) throws(Stop) -> Node {
    var pairs: [Node.Pair] = []
    var merged: [Node] = []
    var places: [String: Node] = [:]
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        append(merged, to: &pairs, known: &places)
        return Node(.mapping(pairs), in: source, at: start..<event.range.upperBound)
      }
      let key = try node(event, depth: depth)
      let value = try node(try next(), depth: depth)
      guard let key, let value, let name = keyText(key) else { continue }
      if key.scalar?.style == .plain, name == "<<" {
        merged.append(value)
      } else if let first = places[name] {
        note(
          "duplicate-key",
          at: key.range,
          "key '\(name.shortened)' is given twice; the first is at \(first.location)"
        )
      } else {
        places[name] = key
        pairs.append(Node.Pair(key: key, value: value))
      }
    }
  }

  /// Adds the keys of `<<: *anchor` that the mapping does not give itself.
  private mutating func append(
    _ merged: [Node],
    to pairs: inout [Node.Pair],
    known: inout [String: Node]
  ) {
    for value in merged {
      for map in value.items ?? [value] {
        guard let taken = map.pairs else {
          note("merge", at: value.range, "'<<' takes a map or a list of maps, not \(map.kindName)")
          continue
        }
        for pair in taken where known[pair.key.text ?? ""] == nil {
          known[pair.key.text ?? ""] = pair.key
          pairs.append(pair)
        }
      }
    }
  }

  private mutating func keyText(_ key: Node) -> String? {
    if let text = key.text { return text }
    note("key", at: key.range, "a key is a text, not \(key.kindName)")
    return nil
  }

  private mutating func resolve(_ name: String, at range: Range<Int>) throws(Stop) -> Node? {
    guard let known = anchors[name] else {
      note(
        "unknown-anchor",
        at: range,
        "no anchor '&\(name)' before this alias",
        fix: NearestName.of(name, among: anchors.keys.sorted()).map { "did you mean '*\($0)'?" }
      )
      return nil
    }
    guard let node = known else {
      note("unknown-anchor", at: range, "alias '*\(name)' stands inside its own anchor")
      return nil
    }
    try countNode(node.count, at: range)
    return node
  }

  /// Remembers the node under its anchor.
  private mutating func define(_ anchor: String?, _ node: Node) -> Node {
    if let anchor { anchors[anchor] = .some(node) }
    return node
  }

  private mutating func enter(_ range: Range<Int>, depth: Int, anchor: String?) throws(Stop) {
    try countNode(at: range)
    if let anchor { anchors[anchor] = .some(nil) }
    guard depth < Self.maximumDepth else {
      throw stop("too-deep", at: range, "nested deeper than \(Self.maximumDepth) levels")
    }
  }

  private mutating func countNode(_ count: Int = 1, at range: Range<Int>) throws(Stop) {
    nodes += count
    guard nodes <= Self.maximumNodes else {
      throw stop(
        "too-many-nodes",
        at: range,
        "more than 100,000 values, counting those behind aliases"
      )
    }
  }

  private mutating func checkTag(_ tag: String?, allowed: [String], at range: Range<Int>) {
    guard let tag, !allowed.contains(tag) else { return }
    let standard = "tag:yaml.org,2002:"
    let short = tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
    note("tag", at: range, "tag '\(short)' is not known here", fix: "remove it")
  }

  /// The bytes of the scalar itself: libyaml's start includes an anchor and a tag.
  private func scalarRange(_ range: Range<Int>, _ style: Scalar.Style, _ value: String)
    -> Range<Int>
  {
    guard let first = source.bytes[range].first, first == 0x26 || first == 0x21 else {
      return range
    }
    return NodeProperties.end(in: source.bytes, range)..<range.upperBound
  }

  private mutating func next() throws(Stop) -> YAMLParser.Event {
    do throws(YAMLParser.Failure) {
      return try parser.next()
    } catch {
      problems.append(SyntaxProblem(error, in: source).diagnostic)
      throw Stop()
    }
  }

  private mutating func note(
    _ code: String,
    at range: Range<Int>,
    _ message: String,
    fix: String? = nil
  ) {
    // More are not shown, and a text as long as a file can have very many.
    guard problems.count <= DiagnosticCollector.limit else { return }
    problems.append(Diagnostic(code: code, at: source.location(of: range), message, fix: fix))
  }

  private mutating func stop(
    _ code: String,
    at range: Range<Int>,
    _ message: String,
    fix: String? = nil
  ) -> Stop {
    note(code, at: range, message, fix: fix)
    return Stop()
  }
}
