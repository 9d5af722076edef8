import GalleyKit

/// Puts definitions in and compiles tests, and says what is wrong with a pattern.
extension RuleCompiler {
  /// What is gathered while one rule is resolved.
  struct Resolving {
    var captures: [String] = []
    var parts = 0
    /// The innermost context around this part.
    var context = Context.none
    /// Whether the pattern ends behind this part.
    var isAtEnd = true
  }

  enum Context { case none, positive, negative }

  /// The node with definitions put in and tests compiled; nil when something is wrong with it, which
  /// is then said.
  mutating func resolve(_ node: RuleNode, _ state: inout Resolving) -> ResolvedNode? {
    state.parts += 1
    guard state.parts <= RuleParser.maximumParts else {
      if state.parts == RuleParser.maximumParts + 1 {
        report(
          "large-pattern",
          node.range,
          "the pattern has more than \(RuleParser.maximumParts) parts with its definitions put in",
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
    let search = UnreachableAlternatives(phrases: phrases, items: items)
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
    if state.context == .negative {
      report(
        "capture-in-context",
        range,
        "'@\(name)' stands in a context that must not be there, so it captures nothing",
        fix: "capture in '(?= …)' or '(?<= …)'"
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
    let before = (state.context, state.isAtEnd)
    if state.context != .negative { state.context = isNegative ? .negative : .positive }
    state.isAtEnd = false
    defer { (state.context, state.isAtEnd) = before }
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
    guard !node.hasCaptures || !node.isEndless else {
      report(
        "endless-context",
        inner.range,
        "a context that captures repeats something without end",
        fix: "say how many at most: {0,20} for *"
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
    definitions[name]?.isUsed = true
    definitions[name]?.isOpen = true
    place = .definition(name)
    defer {
      definitions[name]?.isOpen = false
      place = outer
    }
    return resolve(node, &state)
  }
}
