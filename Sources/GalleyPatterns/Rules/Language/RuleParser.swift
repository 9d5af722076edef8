/// Reads patterns over tokens and annotations.
///
/// ```
/// pattern  = sequence { "|" sequence }
/// sequence = { part }
/// part     = [ "@" name ":" ] unit [ repeat ]
/// unit     = word | text | "[" [ test ] "]" { relation } | Type [ "[" [ test ] "]" ] { relation }
///          | "$" name | "(" pattern ")" | context
/// context  = ( "(?=" | "(?!" | "(?<=" | "(?<!" ) pattern ")"
/// repeat   = ( "?" | "*" | "+" | "{" [ m ] [ "," [ n ] ] "}" ) [ "?" ]
/// relation = [ "not" ] ( "within" | "contains" | "overlaps" | "starts" | "ends" )
///            Type [ "[" test "]" ]
/// test     = and { "|" and }
/// and      = not { "&" not }
/// not      = "!" not | "(" test ")" | feature [ comparison ]
/// comparison = ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) ( word | text )
///            | ( "~" | "!~" ) "/" regex "/" [ "i" ] | "in" ( "(" value { "," value } ")" | "$" name )
/// ```
package struct RuleParser {
  /// How deep parentheses may stand in each other.
  static let maximumDepth = 64

  /// Words, texts, tests and groups of one pattern; more are refused.
  static let maximumParts = 100_000
  /// UTF-8 bytes of a word; tokens may end anywhere in it, and each such beginning is looked up.
  static let longestWord = 256

  var reader: RuleReader
  private var depth = 0
  private var partCount = 0

  private init(_ text: String) { reader = RuleReader(text) }

  /// Reads a whole pattern.
  ///
  /// - Throws: `RuleSyntaxError` for the first thing that cannot be read.
  package static func parse(_ text: String) throws(RuleSyntaxError) -> RuleNode {
    var parser = RuleParser(text)
    let node = try parser.pattern()
    if !parser.reader.isAtEnd {
      throw RuleSyntaxError("')' without '('", at: parser.reader.scalarHere, fix: "remove it")
    }
    return node
  }

  /// Reads the tests that may stand where a type or one token is named, as under `skip`.
  package static func parseItem(_ text: String) throws(RuleSyntaxError) -> ItemTest {
    let node = try parse(text)
    guard case .item(let item) = node.kind else {
      throw RuleSyntaxError(
        "neither a type nor a test of one token",
        at: node.range,
        fix: "write for example 'Zone' or '[punctuation]'"
      )
    }
    return item
  }

  private mutating func pattern() throws(RuleSyntaxError) -> RuleNode {
    let start = reader.position
    var options = [try sequence()]
    while reader.take("|") { options.append(try sequence()) }
    if options.count == 1 { return options[0] }
    return RuleNode(.choice(options), start..<reader.position)
  }

  private mutating func sequence() throws(RuleSyntaxError) -> RuleNode {
    var parts: [RuleNode] = []
    reader.skipBlanks()
    let start = reader.position
    while !reader.isAtEnd, reader.peek() != UInt8(ascii: "|"), reader.peek() != UInt8(ascii: ")") {
      parts.append(try part())
      reader.skipBlanks()
    }
    guard !parts.isEmpty else {
      throw RuleSyntaxError(
        "nothing stands here",
        at: reader.scalarHere,
        fix: "write what to look for; a part that may be missing is (…)?"
      )
    }
    return parts.count == 1 ? parts[0] : RuleNode(.sequence(parts), start..<reader.position)
  }

  private mutating func part() throws(RuleSyntaxError) -> RuleNode {
    let start = reader.position
    guard reader.take("@") else { return try repeated(unit()) }
    guard let name = reader.name() else {
      throw RuleSyntaxError(
        "'@' names no capture",
        at: start..<start + 1,
        fix: "write for example '@actor:Person'"
      )
    }
    guard reader.take(":") else {
      throw RuleSyntaxError(
        "no ':' after '@\(name.text)'",
        at: start..<name.range.upperBound,
        fix: "write '@\(name.text):' before what it captures"
      )
    }
    reader.skipBlanks()
    if reader.peek() == UInt8(ascii: "@") {
      throw RuleSyntaxError(
        "a capture of a capture",
        at: reader.scalarHere,
        fix: "put the inner one in parentheses"
      )
    }
    let node = try repeated(unit())
    return RuleNode(.capture(name.text, node), start..<reader.position)
  }

  private mutating func unit() throws(RuleSyntaxError) -> RuleNode {
    let start = reader.position
    partCount += 1
    guard partCount <= Self.maximumParts else {
      throw RuleSyntaxError(
        "the pattern has more than \(Self.maximumParts) parts",
        at: reader.scalarHere,
        fix: "put words into a list, [lower in $name]"
      )
    }
    switch reader.peek() {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["):
      let test = try brackets()
      let item = ItemTest(type: nil, test: test, relations: try relations())
      return RuleNode(.item(item), start..<reader.position)
    case UInt8(ascii: "\""):
      guard let text = try reader.quoted() else { break }
      return try words(text)
    case UInt8(ascii: "$"):
      reader.position += 1
      guard let name = reader.name() else { break }
      return RuleNode(.definition(name.text), start..<name.range.upperBound)
    default:
      if let word = reader.word() { return try bare(word) }
    }
    throw unexpected(at: start)
  }

  private func unexpected(at start: Int) -> RuleSyntaxError {
    var here = reader
    here.position = start
    let range = here.scalarHere
    guard !range.isEmpty else {
      return RuleSyntaxError("the pattern ends here", at: range, fix: "write what is to follow")
    }
    let shown = here.text(range)
    let fix =
      switch shown {
      case "?", "*", "+", "{": "write before it what is repeated"
      case "]": "remove it, or write '[' before it"
      case "$": "write a name after it, '$title'"
      case "/": "a regular expression compares a feature: [text ~ /…/]"
      default: "put it in double quotes: \"\(shown)\""
      }
    return RuleSyntaxError("'\(shown)' cannot stand here", at: range, fix: fix)
  }

  private func words(_ name: RuleName) throws(RuleSyntaxError) -> RuleNode {
    guard !name.text.utf8.allSatisfy(RuleReader.isBlank) else {
      throw RuleSyntaxError("a text without words", at: name.range, fix: "write what to look for")
    }
    let isLong = name.text.utf8.split(whereSeparator: RuleReader.isBlank).contains {
      $0.count > Self.longestWord
    }
    guard !isLong else {
      throw RuleSyntaxError(
        "a word of more than \(Self.longestWord) bytes",
        at: name.range,
        fix: "write a test: [text=\"…\"]"
      )
    }
    return RuleNode(.words(name.text), name.range)
  }

  /// A word without quotes: a type, or a word of the text.
  private mutating func bare(_ word: RuleName) throws(RuleSyntaxError) -> RuleNode {
    let first = word.text.utf8.first ?? 0
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else {
      try refuseLateRelation(word)
      return try words(word)
    }
    guard word.text.utf8.allSatisfy(RuleReader.isNamePart) else {
      throw RuleSyntaxError(
        "'\(word.text)' begins with a capital and is no type",
        at: word.range,
        fix: "put the word in double quotes: \"\(word.text)\""
      )
    }
    let test = reader.peek() == UInt8(ascii: "[") ? try brackets() : nil
    let item = ItemTest(type: word, test: test, relations: try relations())
    return RuleNode(.item(item), word.range.lowerBound..<reader.position)
  }

  private mutating func group() throws(RuleSyntaxError) -> RuleNode {
    let start = reader.position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw RuleSyntaxError(
        "more than \(Self.maximumDepth) parentheses stand in each other",
        at: start..<start + 1,
        fix: "name parts under 'defs'"
      )
    }
    let context = contextOpening()
    if context == nil { reader.position += 1 }
    let inside = try pattern()
    guard reader.take(")") else {
      throw RuleSyntaxError("'(' without ')'", at: start..<start + 1, fix: "add a ')'")
    }
    guard let context else { return RuleNode(inside.kind, start..<reader.position) }
    let kind = RuleNode.Kind.context(
      inside,
      isBehind: context.isBehind,
      isNegative: context.isNegative
    )
    return RuleNode(kind, start..<reader.position)
  }

  private mutating func contextOpening() -> (isBehind: Bool, isNegative: Bool)? {
    if reader.take("(?=") { return (false, false) }
    if reader.take("(?!") { return (false, true) }
    if reader.take("(?<=") { return (true, false) }
    if reader.take("(?<!") { return (true, true) }
    return nil
  }

  private mutating func repeated(_ node: RuleNode) throws(RuleSyntaxError) -> RuleNode {
    let start = reader.position
    guard let (least, most) = try bounds() else { return node }
    if let most, most < least {
      throw RuleSyntaxError(
        "from \(least) to \(most) times",
        at: start..<reader.position,
        fix: "write the smaller number first"
      )
    }
    if most == 0 {
      throw RuleSyntaxError(
        "repeated 0 times",
        at: start..<reader.position,
        fix: "leave the part out"
      )
    }
    let isLazy = reader.take("?")
    if "?*+{".utf8.contains(reader.peek()) {
      throw RuleSyntaxError(
        "a repeat of a repeat",
        at: reader.scalarHere,
        fix: "put parentheses around the inner one"
      )
    }
    return RuleNode(
      .repeated(node, least: least, most: most, isLazy: isLazy),
      node.range.lowerBound..<reader.position
    )
  }

  /// The numbers of a repeat, when one stands here.
  private mutating func bounds() throws(RuleSyntaxError) -> (Int, Int?)? {
    if reader.take("?") { return (0, 1) }
    if reader.take("*") { return (0, nil) }
    if reader.take("+") { return (1, nil) }
    let start = reader.position
    guard reader.take("{") else { return nil }
    let least = reader.count()
    let hasComma = reader.take(",")
    let most = hasComma ? reader.count() : least
    guard reader.take("}"), least != nil || most != nil else {
      throw RuleSyntaxError(
        "'{' begins no repeat",
        at: start..<start + 1,
        fix: "write {2}, {2,} or {0,5}"
      )
    }
    return (least ?? 0, most)
  }
}
