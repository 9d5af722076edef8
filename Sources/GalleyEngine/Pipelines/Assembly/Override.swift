import GalleyKit

/// One `--set PATH=VALUE` from the command line.
struct Override {
  /// The names in the path.
  var path: [Node]
  var value: Node

  /// Reads an argument; nil when it is malformed, which is then said.
  init?(_ argument: String, into problems: inout DiagnosticCollector) {
    let name = "--set \(argument)"
    problems.open(file: name)
    let source: SourceText
    do throws(SourceProblem) {
      source = try SourceText.checked(
        name: name,
        folder: Paths.currentFolder(),
        bytes: Array(argument.utf8)
      )
    } catch {
      problems.add(error.diagnostic)
      return nil
    }
    guard let equals = source.bytes.firstIndex(of: 0x3D) else {
      problems.error(
        "set-form",
        at: source.location(of: 0..<source.bytes.count),
        "no '=' after the path",
        fix: "write --set PATH=VALUE"
      )
      return nil
    }
    path = Self.path(source, ..<equals)
    guard path.count <= Composer.maximumDepth else {
      problems.error(
        "set-form",
        at: source.location(of: 0..<equals),
        "a path of more than \(Composer.maximumDepth) names"
      )
      return nil
    }
    if let empty = path.first(where: { $0.text == "" }) {
      problems.error("set-form", at: empty, "a name is missing in the path")
      return nil
    }
    guard let value = Self.value(source, from: equals + 1, into: &problems) else { return nil }
    self.value = value
  }

  private static func path(_ source: SourceText, _ range: PartialRangeUpTo<Int>) -> [Node] {
    source.bytes[range].split(separator: 0x2E, omittingEmptySubsequences: false).map { part in
      let name = String(decoding: part, as: UTF8.self)
      return Node(
        .scalar(Scalar(.plain, name, isText: true)),
        in: source,
        at: part.startIndex..<part.endIndex
      )
    }
  }

  /// The YAML flow value that ends the argument; nothing after `=` is null.
  private static func value(
    _ source: SourceText,
    from start: Int,
    into problems: inout DiagnosticCollector
  ) -> Node? {
    let (root, found) = Composer.compose(source, from: start)
    for diagnostic in found { problems.add(diagnostic) }
    guard let root else {
      guard found.isEmpty else { return nil }
      return Node(.scalar(Scalar(.plain, "")), in: source, at: start..<source.bytes.count)
    }
    let first = root.range.isEmpty ? 0 : source.bytes[root.range.lowerBound]
    guard root.scalar != nil || first == 0x5B || first == 0x7B else {
      problems.error(
        "set-form",
        at: root,
        "the value is \(root.kindName) in block style",
        fix: root.pairs == nil ? "write [a, b]" : "write {key: value}"
      )
      return nil
    }
    return root
  }
}

extension Node {
  /// This value with the one a path leads to replaced; nil when it leads nowhere, which is then said.
  func setting(
    _ path: ArraySlice<Node>,
    to value: Node,
    into problems: inout DiagnosticCollector
  ) -> Node? {
    guard let step = path.first, let name = step.text else { return value }
    switch content {
    case .mapping(var pairs):
      if let at = pairs.firstIndex(where: { $0.key.text == name }) {
        guard let inner = pairs[at].value.setting(path.dropFirst(), to: value, into: &problems)
        else { return nil }
        pairs[at].value = inner
      } else {
        pairs.append(Pair(key: step, value: Self.chain(path.dropFirst(), to: value)))
      }
      return replacing(.mapping(pairs))
    case .sequence(var items):
      guard let number = Int(name), items.indices.contains(number) else {
        problems.error(
          "set-path",
          at: step,
          "no item '\(name)'",
          fix: items.isEmpty ? "the list is empty" : "the list has items 0 to \(items.count - 1)"
        )
        return nil
      }
      guard let inner = items[number].setting(path.dropFirst(), to: value, into: &problems) else {
        return nil
      }
      items[number] = inner
      return replacing(.sequence(items))
    case .scalar:
      if isNull { return Self.chain(path, to: value) }
      problems.error("set-path", at: step, "no '\(name)' in \(kindName)", fix: "shorten the path")
      return nil
    }
  }

  /// Maps within each other that lead to a value.
  private static func chain(_ path: ArraySlice<Node>, to value: Node) -> Node {
    path.reversed().reduce(value) { inner, step in
      Node(.mapping([Pair(key: step, value: inner)]), in: step.source, at: step.range)
    }
  }
}
