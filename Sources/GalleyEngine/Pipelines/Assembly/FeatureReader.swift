import GalleyKit

/// Reads one feature of a type in `types:`.
///
///     count: integer                a kind
///     actors: [reference]           a list of a kind
///     status: [planned, occurred]   a text, one of these
///     marks: [[first, last]]        a list of texts, each one of these
enum FeatureReader {
  private static let kinds = FeatureKind.allCases.filter { $0 != .list }

  /// What other languages call them.
  private static let foreign = [
    "int": FeatureKind.integer, "string": .text, "str": .text, "float": .number, "double": .number,
    "bool": .flag, "boolean": .flag,
  ]

  static func read(
    _ pair: Node.Pair,
    of type: String,
    into problems: inout DiagnosticCollector
  ) -> FeatureDeclaration? {
    guard let name = pair.key.text, isFeatureName(name) else {
      problems.error(
        "feature-name",
        at: pair.key,
        "'\(pair.key.text ?? "")' is not a feature's name",
        fix: "write it in snake_case"
      )
      return nil
    }
    switch pair.value.content {
    case .scalar: return kind(pair.value, into: &problems).map { FeatureDeclaration(name, $0) }
    case .sequence(let items): return list(items, name, pair.value, into: &problems)
    case .mapping:
      problems.error(
        "wrong-type",
        at: pair.value,
        "feature '\(type).\(name)': expected a kind, found a map",
        fix: "write a kind, [kind] or a list of allowed values"
      )
      return nil
    }
  }

  private static func list(
    _ items: [Node],
    _ name: String,
    _ node: Node,
    into problems: inout DiagnosticCollector
  ) -> FeatureDeclaration? {
    if items.count == 1, let inner = items[0].items {
      return values(inner, items[0], into: &problems).map {
        FeatureDeclaration(name, .list, of: .text, values: $0)
      }
    }
    if items.count == 1, let kind = items[0].text.flatMap(FeatureKind.init(rawValue:)),
      kind != .list
    {
      return FeatureDeclaration(name, .list, of: kind)
    }
    if items.count == 1, let written = items[0].text, foreign[written] != nil {
      return kind(items[0], into: &problems).map { FeatureDeclaration(name, .list, of: $0) }
    }
    return values(items, node, into: &problems).map {
      FeatureDeclaration(name, .text, values: $0)
    }
  }

  private static func kind(
    _ node: Node,
    into problems: inout DiagnosticCollector
  ) -> FeatureKind? {
    guard !node.isBroken else { return nil }
    if let kind = node.text.flatMap(FeatureKind.init(rawValue:)), kind != .list { return kind }
    let text = node.text ?? ""
    let fix =
      text == "list"
      ? "write [text] for a list of texts"
      : foreign[text].map { "did you mean '\($0.rawValue)'?" }
        ?? NearestName.fix(for: text, among: kinds.map(\.rawValue), called: "there are")
    problems.error("unknown-kind", at: node, "no kind '\(node.scalar?.printed ?? "")'", fix: fix)
    return nil
  }

  private static func values(
    _ items: [Node],
    _ node: Node,
    into problems: inout DiagnosticCollector
  ) -> [String]? {
    if items.isEmpty {
      problems.error("no-values", at: node, "a feature with no allowed value")
      return nil
    }
    var values: [String] = []
    var known: Set<String> = []
    for item in items {
      guard case .value(.text(let text)) = item.scalar?.value else {
        problems.wrongType(of: "an allowed value", expected: "text", item)
        continue
      }
      if !known.insert(text).inserted {
        problems.error("duplicate-value", at: item, "value '\(text)' is given twice")
      } else {
        values.append(text)
      }
    }
    return values
  }

  private static func isFeatureName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy { $0.isDigit || $0 == 0x5F || (0x61...0x7A).contains($0) }
  }
}
