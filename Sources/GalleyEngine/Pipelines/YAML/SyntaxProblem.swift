import GalleyKit

/// The author's words for what libyaml says at a syntax error.
struct SyntaxProblem {
  private let failure: YAMLParser.Failure
  private let source: SourceText

  init(_ failure: YAMLParser.Failure, in source: SourceText) {
    self.failure = failure
    self.source = source
  }

  var diagnostic: Diagnostic {
    tab ?? reservedStart ?? unclosedBracket ?? unclosedQuote ?? escape ?? afterValue ?? block
      ?? other
  }

  private func problem(
    at place: Int? = nil,
    _ message: String,
    fix: String? = nil,
    code: String = "yaml"
  ) -> Diagnostic {
    let place = place ?? failure.place
    return Diagnostic(code: code, at: source.location(of: place..<place + 1), message, fix: fix)
  }

  private func byte(at place: Int) -> UInt8? {
    source.bytes.indices.contains(place) ? source.bytes[place] : nil
  }

  private func said(_ words: String) -> Bool { failure.problem.contains(words) }

  /// A tab where spaces are needed; libyaml reports some of them at the first byte after.
  private var tab: Diagnostic? {
    var place = failure.place
    if byte(at: place) != 0x09, place > 0, byte(at: place - 1) == 0x09 { place -= 1 }
    guard byte(at: place) == 0x09 || said("tab character") else { return nil }
    while place > 0, byte(at: place - 1) == 0x09 { place -= 1 }
    guard said("tab character") || isIndentation(before: place) else { return nil }
    return problem(at: place, "tab used for indentation", fix: "use spaces", code: "tab")
  }

  /// Whether only spaces, tabs and hyphens stand before a place on its line.
  private func isIndentation(before place: Int) -> Bool {
    let line = source.bytes[..<place].reversed().prefix { !$0.isLineBreak }
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x2D }
  }

  private var reservedStart: Diagnostic? {
    guard said("cannot start any token"), let found = byte(at: failure.place) else { return nil }
    let character = String(UnicodeScalar(found))
    return problem(
      "unquoted text cannot begin with '\(character)'",
      fix: "put the pattern in single quotes",
      code: "unquoted"
    )
  }

  private var unclosedBracket: Diagnostic? {
    guard failure.context.contains("flow"), said("expected ',' or"),
      let open = failure.contextPlace, let bracket = byte(at: open)
    else { return nil }
    let close = bracket == 0x5B ? "]" : "}"
    let found = source.location(of: failure.place..<failure.place + 1)
    if mentionsVariable(before: failure.place) {
      return problem(
        "'${' inside […] or {…} must be in quotes",
        fix: #"write "${name}""#,
        code: "unquoted"
      )
    }
    return problem(
      at: open,
      "'\(Character(UnicodeScalar(bracket)))' is not closed: expected ',' or '\(close)' at line "
        + "\(found.line), column \(found.column)",
      fix: bracket == 0x5B && source.location(of: open..<open + 1).line == found.line
        ? "close it, or put text that begins with '[' in single quotes" : "close it",
      code: "unclosed"
    )
  }

  private func mentionsVariable(before place: Int) -> Bool {
    guard let before = byte(at: place - 1) else { return false }
    return byte(at: place) == 0x7B && before == 0x24
  }

  private var unclosedQuote: Diagnostic? {
    guard failure.context.contains("quoted scalar"), let open = failure.contextPlace,
      said("end of stream") || said("document indicator")
    else { return nil }
    return problem(at: open, "quote is not closed", fix: "add the closing quote", code: "unclosed")
  }

  private var escape: Diagnostic? {
    guard failure.context.contains("quoted scalar") else { return nil }
    let next = byte(at: failure.place + 1).map { $0 < 0x80 ? String(UnicodeScalar($0)) : "…" } ?? ""
    if said("unknown escape") {
      return problem(
        #"no escape '\\#(next)' in double quotes"#,
        fix: #"write '\\' for one backslash, or use single quotes"#,
        code: "escape"
      )
    }
    return problem("\(failure.problem) in double quotes", code: "escape")
  }

  /// Text after a closing bracket or quote: a pattern that should have been quoted as a whole.
  private var afterValue: Diagnostic? {
    guard said("expected key") || said("expected <document start>") || said("expected '-'") else {
      return nil
    }
    var place = failure.place
    while place > 0, byte(at: place - 1) == 0x20 || byte(at: place - 1) == 0x09 { place -= 1 }
    guard place > 0, let before = byte(at: place - 1) else { return nil }
    switch before {
    case 0x5D, 0x7D:
      return problem(
        "text after a closing '\(Character(UnicodeScalar(before)))'",
        fix: "put the pattern in single quotes",
        code: "unquoted"
      )
    case 0x22, 0x27:
      return problem(
        "text after a closing quote",
        fix: "put all of it in one pair of quotes",
        code: "unquoted"
      )
    default: return nil
    }
  }

  private var block: Diagnostic? {
    if said("mapping values are not allowed") {
      return problem(
        "':' is not allowed here",
        fix: "put text with ': ' in quotes; check the indentation"
      )
    }
    if said("could not find expected ':'") {
      return problem(at: failure.contextPlace, "expected ':' after this key")
    }
    if said("expected key") {
      return problem("expected a key here", fix: indentationFix)
    }
    if said("expected '-'") {
      return problem("expected '- ' here", fix: indentationFix)
    }
    if said("sequence entries are not allowed") {
      return problem("'- ' is not allowed here", fix: "begin the list on a line of its own")
    }
    return nil
  }

  private var indentationFix: String {
    guard let start = failure.contextPlace else { return "check the indentation" }
    let place = source.location(of: start..<start + 1)
    return "check the indentation; this block begins at line \(place.line), column \(place.column)"
  }

  private var other: Diagnostic {
    let context = failure.context.isEmpty ? "" : " \(failure.context)"
    return problem("not YAML: \(failure.problem)\(context)")
  }
}
