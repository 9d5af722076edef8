import GalleyKit

/// Comparisons of a feature or of the covered text with a value.
extension RuleCompiler {
  /// A comparison of the covered text.
  mutating func covered(
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
      warn(ofBlanksIn: [text], range, type)
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
      warn(ofBlanksIn: values, range, type)
      check.operation = isFolded ? .coversFoldedInList : .coversInList
      check.argument = list(values, isFolded ? .folded : .exact)
      let words = values.map { RuleAnchor.Atom.word(vocabulary.add(folded: $0)) }
      if !isFolded { for value in values { _ = vocabulary.add(exact: value) } }
      let cost = values.reduce(0) { $0 + RuleAnchor.frequency(ofWord: $1.utf8.count) }
      return (check, type.name == "Token" ? RuleAnchor(Set(words), cost: min(cost, 150_000)) : nil)
    }
  }

  /// Says that no token is what has white space in it.
  private mutating func warn(
    ofBlanksIn texts: [String],
    _ range: Range<Int>,
    _ type: TypeDeclaration
  ) {
    guard type.name == "Token", let text = texts.first(where: { $0.contains(" ") }) else { return }
    report(
      "idle-comparison",
      range,
      "no token is '\(text)', for tokens have no blanks",
      severity: .warning,
      fix: "write a part of its own: \"\(text)\""
    )
  }

  /// A comparison of a declared feature.
  mutating func declared(
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
      let known = values.filter { allows($0, feature, range) }
      guard known.count == values.count else { return nil }
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
