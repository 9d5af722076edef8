import GalleyKit

/// Tests of features, turned into checks.
extension RuleCompiler {
  /// The number of the first check of a test, and what it narrows tokens down to.
  mutating func compile(
    _ test: FeatureTest,
    of type: TypeDeclaration,
    onPass: Int32,
    onFail: Int32
  ) -> (Int32, Narrow?)? {
    switch test {
    case .not(let inner):
      guard let (check, _) = compile(inner, of: type, onPass: onFail, onFail: onPass) else {
        return nil
      }
      return (check, nil)
    case .all(let parts):
      return chain(parts, of: type) {
        (onPass: $0 ?? onPass, onFail: onFail)
      } narrowing: {
        guard let a = $0, let b = $1 else { return $0 ?? $1 }
        return a.cost <= b.cost ? a : b
      }
    case .any(let parts):
      return chain(parts, of: type) {
        (onPass: onPass, onFail: $0 ?? onFail)
      } narrowing: {
        guard let a = $0, let b = $1 else { return nil }
        return a.joined(with: b)
      }
    case .has(let name): return has(name, of: type, onPass, onFail)
    case .compare(let name, let comparison, let operand, let range):
      guard let feature = feature(name, of: type) else { return nil }
      let check: (FeatureCheck, Narrow?)? =
        switch feature {
        case .covered(let isFolded): covered(isFolded, comparison, operand, range, type)
        case .declared(let feature): declared(feature, comparison, operand, range, type)
        }
      guard case (var compiled, let narrow)? = check else { return nil }
      let isNegative = comparison == .notEqual || comparison == .matchesNot
      compiled.onPass = isNegative ? onFail : onPass
      compiled.onFail = isNegative ? onPass : onFail
      checks.append(compiled)
      return (Int32(checks.count - 1), isNegative ? nil : narrow)
    }
  }

  /// Tests one after the other, from the last on, since each must know where the next begins.
  private mutating func chain(
    _ parts: [FeatureTest],
    of type: TypeDeclaration,
    _ exits: (Int32?) -> (onPass: Int32, onFail: Int32),
    narrowing: (Narrow?, Narrow?) -> Narrow?
  ) -> (Int32, Narrow?)? {
    var next: Int32?
    var narrow: Narrow?
    var isWell = true
    for (number, part) in parts.reversed().enumerated() {
      let exit = exits(next)
      guard let (check, own) = compile(part, of: type, onPass: exit.onPass, onFail: exit.onFail)
      else {
        isWell = false
        continue
      }
      next = check
      narrow = number == 0 ? own : narrowing(own, narrow)
    }
    guard isWell, let next else { return nil }
    return (next, narrow)
  }

  private enum Feature {
    /// The covered text: as it is, or in lower case.
    case covered(isFolded: Bool)
    case declared(FeatureDeclaration)
  }

  /// What a name in a test means.
  private mutating func feature(_ name: RuleName, of type: TypeDeclaration) -> Feature? {
    if type.name == "Token", name.text == "lower" { return .covered(isFolded: true) }
    if let declared = type.features.first(where: { $0.name == name.text }) {
      read(SchemaPath(type.name, name.text), at: name.range)
      return .declared(declared)
    }
    if name.text == "text" { return .covered(isFolded: false) }
    if name.text == "lower" { return .covered(isFolded: true) }
    let names = Set(type.features.map(\.name) + ["lower", "text"])
    report(
      "unknown-feature",
      name.range,
      "type '\(type.name)' has no feature '\(name.text)'",
      fix: NearestName.fix(for: name.text, among: names, called: "it has") ?? ""
    )
    return nil
  }

  private mutating func has(
    _ name: RuleName,
    of type: TypeDeclaration,
    _ onPass: Int32,
    _ onFail: Int32
  ) -> (Int32, Narrow?)? {
    var check = FeatureCheck(operation: .has, onPass: onPass, onFail: onFail)
    if let declared = type.features.first(where: { $0.name == name.text }) {
      read(SchemaPath(type.name, name.text), at: name.range)
      check.operation = declared.kind == .flag ? .isSet : .has
      check.column = Int32(column(of: type.name, declared))
    } else if type.name == "Token", let flag = TokenFlags.named(name.text) {
      read("Token.flags", at: name.range)
      check.operation = .hasBits
      check.column = Int32(column(of: "Token", FeatureDeclaration("flags", .integer)))
      check.argument = flag.rawValue
    } else {
      let flags = type.name == "Token" ? TokenFlags.names.map(\.name) : []
      let names = type.features.map(\.name) + flags
      report(
        "unknown-feature",
        name.range,
        "type '\(type.name)' has no feature\(flags.isEmpty ? "" : " or flag") '\(name.text)'",
        fix: NearestName.fix(for: name.text, among: names, called: "it has") ?? "it has none"
      )
      return nil
    }
    checks.append(check)
    return (Int32(checks.count - 1), nil)
  }
}
