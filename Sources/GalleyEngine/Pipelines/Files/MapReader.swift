import GalleyKit

/// Reads the keys of a map whose keys are known beforehand, and says which are not.
struct MapReader {
  private let pairs: [String: Node.Pair]
  /// The map itself.
  let node: Node

  /// Nil when the node is no map; that is then said.
  ///
  /// `what` is the place in the user's words: `a stage`; `keys` are those there are, `hidden` others that
  /// are taken and not offered; `fix` knows what to do about some unknown ones, and `form` how to write
  /// what is no map.
  init?(
    _ node: Node,
    _ what: String,
    keys: [String],
    hidden: [String] = [],
    fix: (Node.Pair) -> String? = { _ in nil },
    form: (String) -> String? = { _ in nil },
    into problems: inout DiagnosticCollector
  ) {
    guard let pairs = node.pairs else {
      if !node.isBroken {
        problems.error(
          "wrong-type",
          at: node,
          "\(what) is a map, found \(node.described)",
          fix: node.text.flatMap(form)
        )
      }
      return nil
    }
    self.node = node
    var known: [String: Node.Pair] = [:]
    for pair in pairs {
      guard let key = pair.key.text else { continue }
      if keys.contains(key) || hidden.contains(key) {
        known[key] = pair
      } else {
        problems.error(
          "unknown-key",
          at: pair.key,
          "unknown key '\(key.shortened)' in \(what)",
          fix: fix(pair) ?? NearestName.fix(for: key, among: keys, called: "it has the keys")
        )
      }
    }
    self.pairs = known
  }

  subscript(key: String) -> Node? { pairs[key]?.value }

  /// The key as written.
  func key(_ key: String) -> Node? { pairs[key]?.key }

  /// The text under a key; nil when it is not given, null or no text, which is then said.
  func text(_ key: String, into problems: inout DiagnosticCollector) -> String? {
    guard let node = self[key], !node.isNull, !node.isBroken else { return nil }
    guard case .value(.text(let text)) = node.scalar?.value else {
      problems.wrongType(of: "'\(key)'", expected: "text", node)
      return nil
    }
    return text
  }

  /// The items of a list under a key; none when it is not given or no list, which is then said.
  func list(_ key: String, into problems: inout DiagnosticCollector) -> [Node] {
    guard let node = self[key], !node.isNull, !node.isBroken else { return [] }
    guard let items = node.items else {
      problems.wrongType(of: "'\(key)'", expected: "a list", node)
      return []
    }
    return items
  }

  /// The pairs of a map under a key; none when it is not given or no map, which is then said.
  func map(_ key: String, into problems: inout DiagnosticCollector) -> [Node.Pair] {
    guard let node = self[key], !node.isNull, !node.isBroken else { return [] }
    guard let pairs = node.pairs else {
      problems.wrongType(of: "'\(key)'", expected: "a map", node)
      return []
    }
    return pairs
  }
}

extension DiagnosticCollector {
  /// Says that a value has another type than wanted, and how to write it when that is plain.
  mutating func wrongType(of name: String, expected: String, _ node: Node) {
    guard !node.isBroken else { return }
    if case .refused(let why) = node.scalar?.value {
      error("wrong-type", at: node, "\(name): \(why)")
      return
    }
    let fix: String? =
      switch (expected, node.content) {
      case ("a list", .scalar(let scalar)) where !node.isNull: "write [\(scalar.printed.shortened)]"
      case ("a list", .mapping): "write it as a list: '- …'"
      case ("text", .scalar) where !node.isNull: "put it in quotes"
      default: nil
      }
    error(
      "wrong-type",
      at: node,
      "\(name): expected \(expected), found \(node.described)",
      fix: fix
    )
  }
}
