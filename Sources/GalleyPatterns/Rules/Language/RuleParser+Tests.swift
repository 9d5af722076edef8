/// Tests in brackets, and where items stand to each other.
extension RuleParser {
  /// `[test]`; nil for `[]`.
  mutating func brackets() throws(RuleSyntaxError) -> FeatureTest? {
    let start = reader.position
    reader.position += 1
    reader.skipBlanks()
    if reader.take("]") { return nil }
    let test = try choice(depth: 0)
    guard reader.take("]") else {
      guard reader.isAtEnd else {
        throw RuleSyntaxError(
          "'\(reader.text(reader.scalarHere))' cannot stand here",
          at: reader.scalarHere,
          fix: "join tests by '&' or '|', or close them by ']'"
        )
      }
      throw RuleSyntaxError("'[' without ']'", at: start..<start + 1, fix: "add a ']'")
    }
    return test
  }

  private mutating func choice(depth: Int) throws(RuleSyntaxError) -> FeatureTest {
    var options = [try conjunction(depth: depth)]
    while reader.take("|") { options.append(try conjunction(depth: depth)) }
    return options.count == 1 ? options[0] : .any(options)
  }

  private mutating func conjunction(depth: Int) throws(RuleSyntaxError) -> FeatureTest {
    var parts = [try negation(depth: depth)]
    while reader.take("&") { parts.append(try negation(depth: depth)) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation(depth: Int) throws(RuleSyntaxError) -> FeatureTest {
    reader.skipBlanks()
    let start = reader.position
    guard depth <= Self.maximumDepth else {
      throw RuleSyntaxError(
        "more than \(Self.maximumDepth) tests stand in each other",
        at: start..<start + 1,
        fix: "split the test"
      )
    }
    defer { reader.skipBlanks() }
    if reader.take("!") { return .not(try negation(depth: depth + 1)) }
    if reader.take("(") {
      let test = try choice(depth: depth + 1)
      guard reader.take(")") else {
        throw RuleSyntaxError("'(' without ')'", at: start..<start + 1, fix: "add a ')'")
      }
      return test
    }
    guard let feature = reader.name() else {
      throw RuleSyntaxError(
        "no feature here",
        at: reader.scalarHere,
        fix: "write for example [lemma=meet], [capitalised] or []"
      )
    }
    return try comparison(of: feature)
  }

  private mutating func comparison(of feature: RuleName) throws(RuleSyntaxError) -> FeatureTest {
    reader.skipBlanks()
    guard let comparison = comparisonSign() else { return .has(feature) }
    reader.skipBlanks()
    let operand: FeatureTest.Operand
    switch comparison {
    case .matches, .matchesNot: operand = try regex()
    case .isIn: operand = try list()
    default: operand = .text(try value())
    }
    return .compare(feature, comparison, operand, feature.range.lowerBound..<reader.position)
  }

  private mutating func comparisonSign() -> FeatureTest.Comparison? {
    if reader.take("!=") { return .notEqual }
    if reader.take("!~") { return .matchesNot }
    if reader.take("<=") { return .lessOrEqual }
    if reader.take(">=") { return .greaterOrEqual }
    if reader.take("==") || reader.take("=") { return .equal }
    if reader.take("~") { return .matches }
    if reader.take("<") { return .less }
    if reader.take(">") { return .greater }
    let start = reader.position
    if reader.name()?.text == "in" { return .isIn }
    reader.position = start
    return nil
  }

  private mutating func value() throws(RuleSyntaxError) -> String {
    if let quoted = try reader.quoted() { return quoted.text }
    let start = reader.position
    if reader.peek() == UInt8(ascii: "-") || reader.peek() == UInt8(ascii: "+") {
      reader.position += 1
    }
    if let word = reader.word() { return reader.text(start..<word.range.upperBound) }
    reader.position = start
    throw RuleSyntaxError(
      "no value to compare with",
      at: reader.scalarHere,
      fix: "write a word, a number or a text in double quotes"
    )
  }

  private mutating func regex() throws(RuleSyntaxError) -> FeatureTest.Operand {
    let start = reader.position
    guard reader.take("/") else {
      throw RuleSyntaxError(
        "no regular expression here",
        at: reader.scalarHere,
        fix: "write it between slashes: ~ /^Mc/"
      )
    }
    var pattern: [UInt8] = []
    while !reader.isAtEnd, reader.peek() != UInt8(ascii: "/") {
      if reader.peek() == UInt8(ascii: "\\"), reader.peek(1) != 0 {
        if reader.peek(1) != UInt8(ascii: "/") { pattern.append(reader.peek()) }
        reader.position += 1
      }
      pattern.append(reader.peek())
      reader.position += 1
    }
    guard reader.take("/") else {
      throw RuleSyntaxError("'/' without its end", at: start..<start + 1, fix: "add a '/'")
    }
    let isCaseless = reader.take("i")
    return .regex(String(decoding: pattern, as: UTF8.self), isCaseless: isCaseless)
  }

  private mutating func list() throws(RuleSyntaxError) -> FeatureTest.Operand {
    if reader.take("$") {
      if let name = reader.name() { return .namedList(name.text) }
      reader.position -= 1
    }
    let start = reader.position
    guard reader.take("(") else {
      throw RuleSyntaxError(
        "no list after 'in'",
        at: reader.scalarHere,
        fix: "write (meet, visit), or $name for one under 'lists'"
      )
    }
    var values: [String] = []
    repeat {
      reader.skipBlanks()
      values.append(try value())
      reader.skipBlanks()
    } while reader.take(",")
    guard reader.take(")") else {
      throw RuleSyntaxError(
        "the list that begins here does not end",
        at: start..<start + 1,
        fix: "separate its values by ',' and end it by ')'"
      )
    }
    return .list(values)
  }

  /// The relations that follow an item.
  mutating func relations() throws(RuleSyntaxError) -> [ItemTest.Relation] {
    var relations: [ItemTest.Relation] = []
    while let relation = try relation() { relations.append(relation) }
    return relations
  }

  private mutating func relation() throws(RuleSyntaxError) -> ItemTest.Relation? {
    let start = reader.position
    guard let (kind, isNegative, type) = relationHead() else {
      reader.position = start
      return nil
    }
    let test = reader.peek() == UInt8(ascii: "[") ? try brackets() : nil
    return ItemTest.Relation(kind: kind, isNegative: isNegative, type: type, test: test)
  }

  /// `not within Type`, when it stands here.
  private mutating func relationHead() -> (ItemTest.Relation.Kind, Bool, RuleName)? {
    reader.skipBlanks()
    var word = reader.word()
    let isNegative = word?.text == "not"
    if isNegative {
      reader.skipBlanks()
      word = reader.word()
    }
    guard let word, let kind = ItemTest.Relation.Kind(rawValue: word.text) else { return nil }
    reader.skipBlanks()
    guard let type = reader.name(), type.isTypeName else { return nil }
    return (kind, isNegative, type)
  }

  /// A relation is said of one item, so it cannot follow a repeat, a word or a group.
  func refuseLateRelation(_ word: RuleName) throws(RuleSyntaxError) {
    var ahead = self
    ahead.reader.position = word.range.lowerBound
    guard let (kind, _, type) = ahead.relationHead() else { return }
    throw RuleSyntaxError(
      "'\(kind.rawValue) \(type.text)' follows neither a type nor a test in brackets",
      at: word.range,
      fix: "write (Type \(kind.rawValue) \(type.text))+, or \"\(word.text)\" for the word"
    )
  }
}

extension RuleName {
  /// Whether it begins with a capital.
  var isTypeName: Bool { ("A"..."Z").contains(text.unicodeScalars.first ?? "a") }
}
