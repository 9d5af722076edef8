import GalleyKit

/// Tests of items: features, covered text, where they stand.
extension RuleCompiler {
  /// The number of an item's test; nil when something is wrong with it, which is then said.
  mutating func compile(_ item: ItemTest) -> Int? {
    let key = item.canonical
    if let known = itemNumbers[key] { return known }
    guard let (compiled, narrow) = compile(item.type, item.test) else { return nil }
    var compiledItem = compiled
    let first = relations.count
    var found: [CompiledRelation] = []
    for relation in item.relations {
      guard let one = compile(relation, of: item.type?.text ?? "Token") else { return nil }
      found.append(one)
    }
    relations += found
    compiledItem.relations = first..<relations.count
    items.append(compiledItem)
    itemNumbers[key] = items.count - 1
    itemAnchors.append(anchor(of: compiledItem, narrow, number: items.count - 1))
    return items.count - 1
  }

  private mutating func compile(
    _ relation: ItemTest.Relation,
    of type: String
  ) -> CompiledRelation? {
    guard relation.type.text != type else {
      report(
        "idle-relation",
        relation.type.range,
        "every \(type) stands to itself like that",
        fix: "name another type"
      )
      return nil
    }
    guard let (other, _) = compile(relation.type, relation.test) else { return nil }
    return CompiledRelation(kind: relation.kind, isNegative: relation.isNegative, other: other)
  }

  private mutating func compile(
    _ name: RuleName?,
    _ test: FeatureTest?
  ) -> (CompiledItem, Narrow?)? {
    guard let declared = declaration(name) else { return nil }
    read([SchemaPath(declared.name)])
    let number = type(declared.name)
    guard let test else {
      return (CompiledItem(type: number, check: FeatureCheck.pass, relations: 0..<0), nil)
    }
    let before = checks.count
    guard
      let (check, narrow) = compile(
        test,
        of: declared,
        onPass: FeatureCheck.pass,
        onFail: FeatureCheck.fail
      )
    else {
      checks.removeSubrange(before...)
      return nil
    }
    return (CompiledItem(type: number, check: check, relations: 0..<0), narrow)
  }

  /// The declared type of a name; that of tokens for nil.
  private mutating func declaration(_ name: RuleName?) -> TypeDeclaration? {
    let text = name?.text ?? "Token"
    if let declared = schema[text] { return declared }
    // Patterns have no name to point at for tokens; the host says that nothing emits them.
    guard let name else { return TypeDeclaration("Token") }
    report(
      "unknown-type",
      name.range,
      "type '\(text)' is not declared",
      fix: NearestName.of(text, among: schema.keys).map { "did you mean '\($0)'?" }
        ?? "put a word of the text that begins with a capital in double quotes: \"\(text)\""
    )
    return nil
  }

  /// The tokens that can pass a test, as far as one feature says it.
  typealias Narrow = RuleAnchor

  private func anchor(of item: CompiledItem, _ narrow: Narrow?, number: Int) -> RuleAnchor {
    if item.type > 0 {
      let isCommon = ["Sentence", "Zone"].contains(types[item.type])
      let cost = isCommon ? 50_000.0 : 10_000
      return RuleAnchor([.annotation(type: item.type)], cost: narrow == nil ? cost : cost / 2)
    }
    if let narrow { return narrow }
    return RuleAnchor([.item(number)], cost: item.check == FeatureCheck.pass ? 1_000_000 : 200_000)
  }
}

// MARK: Features

extension RuleCompiler {
  /// The number of the first check of a test, and what it narrows tokens down to.
  private mutating func compile(
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
      read([SchemaPath(type.name, name.text)])
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
      read([SchemaPath(type.name, name.text)])
      check.operation = declared.kind == .flag ? .isSet : .has
      check.column = Int32(column(of: type.name, declared))
    } else if type.name == "Token", let flag = TokenFlags.named(name.text) {
      read(["Token.flags"])
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

  /// A comparison of the covered text.
  private mutating func covered(
    _ isFolded: Bool,
    _ comparison: FeatureTest.Comparison,
    _ operand: FeatureTest.Operand,
    _ range: Range<Int>,
    _ type: TypeDeclaration
  ) -> (FeatureCheck, Narrow?)? {
    var check = FeatureCheck(operation: .coversExactly, onPass: 0, onFail: 0)
    switch operand {
    case .text(let text):
      guard comparison == .equal || comparison == .notEqual else {
        return refuse(comparison, "a text", range)
      }
      let folded = vocabulary.add(folded: text)
      check.operation = isFolded ? .coversFolded : .coversExactly
      check.argument = isFolded ? folded : vocabulary.add(exact: text).exact
      let cost = RuleAnchor.frequency(ofWord: text.utf8.count)
      return (check, type.name == "Token" ? RuleAnchor([.word(folded)], cost: cost) : nil)
    case .regex(let pattern, let isCaseless):
      guard let number = regex(pattern, isCaseless || isFolded, range) else { return nil }
      check.operation = .coversMatch
      check.argument = number
      return (check, nil)
    case .list, .namedList:
      guard let values = values(of: operand, range) else { return nil }
      check.operation = isFolded ? .coversFoldedInList : .coversInList
      check.argument = list(values, isFolded ? .folded : .exact)
      let words = values.map { RuleAnchor.Atom.word(vocabulary.add(folded: $0)) }
      if !isFolded { for value in values { _ = vocabulary.add(exact: value) } }
      let cost = values.reduce(0) { $0 + RuleAnchor.frequency(ofWord: $1.utf8.count) }
      return (check, type.name == "Token" ? RuleAnchor(Set(words), cost: min(cost, 150_000)) : nil)
    }
  }

  /// A comparison of a declared feature.
  private mutating func declared(
    _ feature: FeatureDeclaration,
    _ comparison: FeatureTest.Comparison,
    _ operand: FeatureTest.Operand,
    _ range: Range<Int>,
    _ type: TypeDeclaration
  ) -> (FeatureCheck, Narrow?)? {
    var check = FeatureCheck(operation: .isText, onPass: 0, onFail: 0)
    let column = column(of: type.name, feature)
    check.column = Int32(column)
    let kind = feature.kind == .list ? feature.items ?? .text : feature.kind
    switch (kind, operand) {
    case (.text, .text(let text)):
      guard comparison == .equal || comparison == .notEqual else {
        return refuse(comparison, "a text", range)
      }
      guard allows(text, feature, range) else { return nil }
      check.argument = self.text(text)
      return (check, narrow([check.argument], column, feature, type))
    case (.text, .regex(let pattern, let isCaseless)):
      guard let number = regex(pattern, isCaseless, range) else { return nil }
      check.operation = .matches
      check.argument = number
      return (check, nil)
    case (.text, .list), (.text, .namedList):
      guard let values = values(of: operand, range) else { return nil }
      guard values.allSatisfy({ allows($0, feature, range) }) else { return nil }
      check.operation = .isInList
      check.argument = list(values, .symbols)
      return (check, narrow(values.map { self.text($0) }, column, feature, type))
    case (.integer, .text(let text)), (.number, .text(let text)):
      guard feature.kind != .list, let number = Double(text), number.isFinite else {
        report(
          "wrong-value",
          range,
          "'\(text)' is no number, and feature '\(feature.name)' is one",
          fix: "compare it with a number"
        )
        return nil
      }
      return (compare(comparison, number, check), nil)
    case (.flag, .text(let text)) where feature.kind != .list:
      guard comparison == .equal || comparison == .notEqual, let wanted = Bool(text) else {
        return refuse(comparison, "a flag", range)
      }
      check.operation = .isSet
      guard wanted else {
        // A flag that is not set is 'false', and so is one without a value.
        report(
          "wrong-value",
          range,
          "a flag is not compared with 'false'",
          fix: "write !\(feature.name)"
        )
        return nil
      }
      return (check, nil)
    default:
      report(
        "wrong-kind",
        range,
        "feature '\(feature.name)' of kind \(feature.kind.rawValue) cannot be compared like that",
        fix: "write [\(feature.name)] to ask whether it has a value"
      )
      return nil
    }
  }

  private func compare(
    _ comparison: FeatureTest.Comparison,
    _ number: Double,
    _ check: FeatureCheck
  ) -> FeatureCheck {
    var check = check
    check.number = number
    check.operation =
      switch comparison {
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      default: .equal
      }
    return check
  }

  private mutating func refuse(
    _ comparison: FeatureTest.Comparison,
    _ what: String,
    _ range: Range<Int>
  ) -> (FeatureCheck, Narrow?)? {
    report(
      "wrong-comparison",
      range,
      "'\(comparison.rawValue)' does not compare \(what)",
      fix: "write '=', '!=', '~' or 'in'"
    )
    return nil
  }

  /// Whether a feature can have this text at all.
  private mutating func allows(
    _ text: String,
    _ feature: FeatureDeclaration,
    _ range: Range<Int>
  ) -> Bool {
    guard let values = feature.values, !values.contains(text) else { return true }
    report(
      "wrong-value",
      range,
      "feature '\(feature.name)' is never '\(text)'",
      fix: NearestName.fix(for: text, among: values, called: "it is one of") ?? ""
    )
    return false
  }

  private func narrow(
    _ texts: [UInt32],
    _ column: Int,
    _ feature: FeatureDeclaration,
    _ type: TypeDeclaration
  ) -> Narrow? {
    guard type.name == "Token", feature.kind == .text else { return nil }
    let isTag = ["upos", "xpos", "deprel", "ner"].contains(feature.name) || feature.values != nil
    let cost = min(Double(texts.count) * (isTag ? 80_000 : 500), 400_000)
    return RuleAnchor(Set(texts.map { .text(column: column, $0) }), cost: cost)
  }

  private mutating func values(
    of operand: FeatureTest.Operand,
    _ range: Range<Int>
  ) -> [String]? {
    switch operand {
    case .list(let values): return values
    case .namedList(let name):
      if let values = lists[name] { return values }
      report(
        "unknown-list",
        range,
        "no list '$\(name)'",
        fix: NearestName.fix(for: name, among: lists.keys, called: "'lists' has")
          ?? "add it to 'lists'"
      )
      return nil
    case .text, .regex: return nil
    }
  }

  private mutating func list(_ values: [String], _ kind: UsedList.Kind) -> UInt32 {
    usedLists.append(UsedList(values: values, kind: kind))
    return UInt32(usedLists.count - 1)
  }

  private mutating func regex(
    _ pattern: String,
    _ isCaseless: Bool,
    _ range: Range<Int>
  ) -> UInt32? {
    do throws(RegexError) {
      regexes.append(try CompiledRegex(pattern, options: isCaseless ? .caseless : []))
      return UInt32(regexes.count - 1)
    } catch {
      report(
        "bad-regex",
        range,
        "the regular expression does not compile: \(error.message)",
        fix: "its syntax is that of PCRE2"
      )
      return nil
    }
  }
}
