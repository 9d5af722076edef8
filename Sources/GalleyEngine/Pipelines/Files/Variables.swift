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
    var isBroken = false
    for part in parts {
      guard let found = self.piece(part, of: scalar, at: node, into: &problems) else {
        isBroken = true
        continue
      }
      let start = text.utf8.count
      text += found.text
      pieces.append(Scalar.Piece(range: start..<text.utf8.count, origin: found.origin))
      value = found.value
    }
    if isBroken { return node.broken }
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

  private mutating func piece(
    _ part: VariableReference.Part,
    of scalar: Scalar,
    at node: Node,
    into problems: inout DiagnosticCollector
  ) -> Filled? {
    func written(_ range: Range<Int>) -> String {
      String(decoding: Array(scalar.written.utf8)[range], as: UTF8.self)
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
      return use(name, at: node.location(ofWritten: range), into: &problems)
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
    at place: SourceLocation,
    into problems: inout DiagnosticCollector
  ) -> Filled? {
    if let first = open.firstIndex(of: name) {
      let cycle = (open[first...] + [name]).joined(separator: " → ")
      problems.error("variable-cycle", at: place, "variables use each other: \(cycle)")
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
