import GalleyKit
import GalleyPatterns

/// Reads a `when:` expression by recursive descent.
///
///     or     := and ("or" and)*
///     and    := not ("and" not)*
///     not    := "not" not | "(" or ")" | "exists" "(" key ")" | test
///     test   := key ("==" … value | "in" "[" value ("," value)* "]" | "matches" text)
struct WhenParser {
  /// Parentheses and `not`s within each other; a bound for the stack.
  static let maximumDepth = 64
  /// Words and signs; long chains of `and` nest too.
  static let maximumLength = 4096

  private let tokens: [WhenToken]
  private var at = 0
  private var depth = 0

  private init(_ tokens: [WhenToken]) {
    self.tokens = tokens
  }

  /// Reads an expression.
  ///
  /// - Throws: The first problem, with its bytes in the expression.
  static func parse(
    _ expression: String,
    printed: String
  ) throws(WhenProblem) -> WhenExpression {
    let tokens = try WhenToken.tokens(of: expression)
    guard tokens.count <= maximumLength else {
      throw WhenProblem(range: tokens[maximumLength].range, message: "more than 4,096 words")
    }
    var parser = WhenParser(tokens)
    let root = try parser.or()
    guard parser.next.kind == .end else {
      throw parser.unexpected("expected 'and', 'or' or the end")
    }
    return WhenExpression(root, text: printed)
  }

  private var next: WhenToken { tokens[at] }

  private mutating func take() -> WhenToken {
    let token = tokens[at]
    if at + 1 < tokens.count { at += 1 }
    return token
  }

  private mutating func take(_ kind: WhenToken.Kind) -> Bool {
    guard next.kind == kind else { return false }
    at += 1
    return true
  }

  private mutating func or() throws(WhenProblem) -> WhenExpression.Term {
    var term = try and()
    while take(.word("or")) { term = .or(term, try and()) }
    return term
  }

  private mutating func and() throws(WhenProblem) -> WhenExpression.Term {
    var term = try not()
    while take(.word("and")) { term = .and(term, try not()) }
    return term
  }

  private mutating func not() throws(WhenProblem) -> WhenExpression.Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw WhenProblem(range: next.range, message: "nested deeper than 64 levels")
    }
    if take(.word("not")) { return .not(try not()) }
    let open = next
    if take(.sign("(")) {
      let term = try or()
      try close(open, with: ")")
      return term
    }
    return try test()
  }

  private mutating func test() throws(WhenProblem) -> WhenExpression.Term {
    guard case .word(let key) = next.kind, !Self.reserved.contains(key) else {
      throw unexpected("expected a metadata key")
    }
    at += 1
    let open = next
    if key == "exists", take(.sign("(")) {
      guard case .word(let key) = next.kind else { throw unexpected("expected a metadata key") }
      at += 1
      try close(open, with: ")")
      return .exists(key: key)
    }
    if case .sign(let sign) = next.kind, let found = WhenExpression.Comparison(rawValue: sign) {
      at += 1
      return try comparison(of: key, found)
    }
    if take(.word("in")) { return .membership(key: key, try list()) }
    if take(.word("matches")) { return .match(key: key, try pattern()) }
    throw unexpected("expected a comparison after '\(key)'")
  }

  private mutating func comparison(
    of key: String,
    _ comparison: WhenExpression.Comparison
  ) throws(WhenProblem) -> WhenExpression.Term {
    let range = next.range
    let value = try value()
    if case .flag = value, comparison != .equal, comparison != .notEqual {
      throw WhenProblem(
        range: range,
        message: "a flag is not more or less than another",
        fix: "write '==' or '!='"
      )
    }
    return .comparison(key: key, comparison, value)
  }

  private mutating func list() throws(WhenProblem) -> [JSONValue] {
    let open = next
    guard take(.sign("[")) else { throw unexpected("expected '[' after 'in'") }
    var values = [try value()]
    while take(.sign(",")) { values.append(try value()) }
    try close(open, with: "]")
    return values
  }

  private mutating func value() throws(WhenProblem) -> JSONValue {
    switch next.kind {
    case .text(let text):
      at += 1
      return .text(text)
    case .number(let text):
      guard case .value(let value) = CoreValue(plain: text), value.text == nil else {
        throw WhenProblem(
          range: next.range,
          message: "'\(text.shortened)' is not a number",
          fix: "write texts in quotes"
        )
      }
      at += 1
      return value
    case .word(let word) where word == "true" || word == "false":
      at += 1
      return .flag(word == "true")
    case .word(let word) where !Self.reserved.contains(word):
      throw WhenProblem(
        range: next.range,
        message: "expected a value, found the word '\(word.shortened)'",
        fix: "write texts in quotes"
      )
    default: throw unexpected("expected a value")
    }
  }

  private mutating func pattern() throws(WhenProblem) -> WhenPattern {
    guard case .text(let text) = next.kind else {
      throw unexpected("expected a pattern in quotes after 'matches'")
    }
    let token = take()
    do throws(RegexError) {
      return try WhenPattern(text)
    } catch {
      // The quote before the pattern; a doubled quote inside it shifts the place by one.
      let place = min(token.range.lowerBound + 1 + error.offset, token.range.upperBound - 1)
      throw WhenProblem(range: place..<place + 1, message: "pattern: \(error.message)")
    }
  }

  private mutating func close(_ open: WhenToken, with sign: String) throws(WhenProblem) {
    guard !take(.sign(sign)) else { return }
    guard next.kind == .end else { throw unexpected("expected '\(sign)'") }
    throw WhenProblem(
      range: open.range,
      message: "\(open.shown) is not closed",
      fix: "add '\(sign)'"
    )
  }

  private func unexpected(_ expected: String) -> WhenProblem {
    WhenProblem(range: next.range, message: "\(expected), found \(next.shown)")
  }

  private static let reserved: Set<String> = ["and", "or", "not", "in", "matches", "true", "false"]
}
