import GalleyKit

/// The variables of a pipeline, filled into values.
///
/// A value remembers where each stretch of its text was written: inside a variable, that is the
/// variable's own definition, because there a mistake in a pattern has to be mended. Values from the
/// environment have no such place; they stand at their `${env:…}`.
struct Variables {
  private var definitions: [String: Node] = [:]
  private let environment: [String: String]
  private(set) var secrets = Secrets()
  private var known: [String: Node] = [:]
  /// Variables being filled in, in the order they use each other.
  private var open: [String] = []
  /// UTF-8 bytes that may still be filled in: thirty lines of variables can stand for gigabytes.
  private var left = 16 << 20
  private var isChainTold = false

  /// How many mistakes in one value are told; a value may be as long as a file.
  private static let mistakesPerValue = 10
  /// How many variables may lead to each other.
  private static let longestChain = 100

  init(environment: [String: String]) {
    self.environment = environment
  }

  var names: [String] { definitions.keys.sorted() }

  /// Defines a variable; a later definition replaces an earlier one.
  mutating func define(
    _ name: Node,
    _ value: Node,
    into problems: inout DiagnosticCollector
  ) {
    guard let text = name.text, VariableReference.isName(text) else {
      problems.error(
        "variable-name",
        at: name,
        "'\(name.text ?? "")' is not a variable's name",
        fix: "use letters, digits, '_' and '-'"
      )
      return
    }
    guard value.scalar != nil else {
      problems.error(
        "wrong-type",
        at: value,
        "variable '\(text)' is \(value.kindName)",
        fix: "a variable is a text, number or flag"
      )
      definitions[text] = value.broken
      return
    }
    definitions[text] = value
  }

  /// Fills in the variables themselves, so that mistakes in unused ones are seen too.
  mutating func checkAll(into problems: inout DiagnosticCollector) {
    for name in names { _ = value(of: name, into: &problems) }
  }

  /// A value with all variables in it filled in.
  mutating func fill(_ node: Node, into problems: inout DiagnosticCollector) -> Node {
    switch node.content {
    case .sequence(let items):
      return node.replacing(.sequence(items.map { fill($0, into: &problems) }))
    case .mapping(let pairs):
      return node.replacing(
        .mapping(pairs.map { Node.Pair(key: $0.key, value: fill($0.value, into: &problems)) })
      )
    case .scalar(let scalar):
      guard scalar.written.utf8.contains(0x24), scalar.pieces == nil else { return node }
      return fill(scalar, of: node, into: &problems)
    }
  }

  private mutating func fill(
    _ scalar: Scalar,
    of node: Node,
    into problems: inout DiagnosticCollector
  ) -> Node {
    let parts = VariableReference.parts(of: scalar.written)
    if case .verbatim(let range)? = parts.first, parts.count == 1,
      range.count == scalar.written.utf8.count
    {
      return node
    }
    var text = ""
    var pieces: [Scalar.Piece] = []
    var value: CoreValue?
    let bytes = Array(scalar.written.utf8)
    var broken = 0
    for part in parts where broken < Self.mistakesPerValue {
      guard let found = self.piece(part, of: bytes, at: node, into: &problems) else {
        broken += 1
        continue
      }
      guard spend(found, at: node, into: &problems) else { return node.broken }
      let start = text.utf8.count
      text += found.text
      pieces.append(Scalar.Piece(range: start..<text.utf8.count, origin: found.origin))
      value = found.value
    }
    if broken > 0 { return node.broken }
    let takesType = scalar.style == .plain && scalar.value != .value(.null) && parts.count == 1
    let filled = Scalar(
      scalar,
      text: text,
      pieces: pieces,
      value: takesType ? value ?? .value(.text(text)) : .value(.text(text))
    )
    return node.replacing(.scalar(filled))
  }

  private struct Filled {
    var text: String
    var origin: Scalar.Piece.Origin
    var value: CoreValue?
  }

  /// Counts what is filled in; false when it is too much, which is said once.
  private mutating func spend(
    _ filled: Filled,
    at node: Node,
    into problems: inout DiagnosticCollector
  ) -> Bool {
    guard left >= 0 else { return false }
    left -= max(filled.text.utf8.count, filled.origin.printed?.utf8.count ?? 0)
    guard left < 0 else { return true }
    problems.error(
      "variables-too-large",
      at: node,
      "variables stand for more than 16 MiB of text"
    )
    return false
  }

  private mutating func piece(
    _ part: VariableReference.Part,
    of bytes: [UInt8],
    at node: Node,
    into problems: inout DiagnosticCollector
  ) -> Filled? {
    func written(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self)
    }
    func refuse(_ code: String, _ range: Range<Int>, _ message: String, fix: String?) -> Filled? {
      problems.error(code, at: node.location(ofWritten: range), message, fix: fix)
      return nil
    }
    switch part {
    case .verbatim(let range):
      return Filled(text: written(range), origin: .written(range.lowerBound))
    case .variable(let name, let range):
      guard definitions[name] != nil else {
        return refuse(
          "unknown-variable",
          range,
          "no variable '\(name)'",
          fix: NearestName.fix(for: name, among: names, called: "there are")
            ?? "define it under 'vars:'"
        )
      }
      return use(name, at: range, of: node, into: &problems)
    case .environment(let name, let fallback, let range):
      if let value = environment[name] {
        secrets.remember(value, named: name)
        return Filled(
          text: value,
          origin: .environment(name: name, use: range),
          value: CoreValue(plain: value)
        )
      }
      guard let fallback else {
        return refuse(
          "unset-environment",
          range,
          "environment variable '\(name)' is not set",
          fix: "set it, or write '${env:\(name):-default}'"
        )
      }
      let text = written(fallback)
      return Filled(
        text: text,
        origin: .written(fallback.lowerBound),
        value: CoreValue(plain: text)
      )
    case .malformed(let name, let range):
      return refuse(
        "variable-name",
        range,
        "'\(name.shortened)' is not a variable's name",
        fix: "write '$${' for the characters '${'"
      )
    case .unclosed(let range):
      return refuse(
        "variable-name",
        range,
        "'${' without '}'",
        fix: "write '$${' for the characters '${'"
      )
    }
  }

  private mutating func use(
    _ name: String,
    at range: Range<Int>,
    of user: Node,
    into problems: inout DiagnosticCollector
  ) -> Filled? {
    if let first = open.firstIndex(of: name) {
      let cycle = (open[first...] + [name]).joined(separator: " → ")
      problems.error(
        "variable-cycle",
        at: user.location(ofWritten: range),
        "variables use each other: \(cycle)"
      )
      return nil
    }
    guard open.count < Self.longestChain else {
      if !isChainTold {
        problems.error(
          "variable-chain",
          at: user.location(ofWritten: range),
          "more than \(Self.longestChain) variables use each other in a row"
        )
      }
      isChainTold = true
      return nil
    }
    let node = value(of: name, into: &problems)
    guard let scalar = node?.scalar, let node, scalar.value != .broken else { return nil }
    return Filled(
      text: scalar.value == .value(.null) ? "" : scalar.text,
      origin: .variable(node),
      value: scalar.value
    )
  }

  private mutating func value(
    of name: String,
    into problems: inout DiagnosticCollector
  ) -> Node? {
    if let node = known[name] { return node }
    guard let definition = definitions[name] else { return nil }
    open.append(name)
    let node = fill(definition, into: &problems)
    open.removeLast()
    known[name] = node
    return node
  }
}
