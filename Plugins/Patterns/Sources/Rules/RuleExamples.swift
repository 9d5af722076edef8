import GalleyKit
import GalleyPatterns

/// Checks the examples of a rule without running them.
struct RuleExamples {
  struct Problem {
    var severity = Diagnostic.Severity.error
    var code: String
    /// Below the rule: `/examples/0`.
    var pointer: String
    /// UTF-8 bytes of the example.
    var range: Range<Int>?
    var message: String
    var fix: String
  }

  private(set) var problems: [Problem] = []
  private let captures: [String]
  private let schema: [String: TypeDeclaration]

  /// - Parameters:
  ///   - options: the rule as written.
  ///   - captures: the names of its captures.
  ///   - rule: the rule when its pattern is well.
  ///   - schema: the declared types.
  init(
    _ options: RulesStage.RuleOptions,
    captures: [String],
    _ rule: CompiledRule?,
    _ schema: [TypeDeclaration]
  ) {
    self.captures = captures
    self.schema = Dictionary(schema.map { ($0.name, $0) }) { first, _ in first }
    var given: Set<String>?
    for (number, text) in options.examples.enumerated() {
      guard let marked = read(text, "/examples/\(number)") else { continue }
      let types = Set(marked.marks.compactMap(\.type))
      given = given?.intersection(types) ?? types
    }
    for (number, text) in options.rejects.enumerated() {
      let pointer = "/rejects/\(number)"
      guard let marked = read(text, pointer) else { continue }
      if let rule { checkReject(marked, of: rule, pointer, given: given ?? []) }
    }
  }

  private mutating func read(_ text: String, _ pointer: String) -> MarkedText? {
    let marked: MarkedText
    do throws(MarkError) {
      marked = try MarkedText(text)
    } catch {
      problems.append(
        Problem(
          code: "bad-example",
          pointer: pointer,
          range: error.bytes(in: text),
          message: error.message,
          fix: "marks are written [text]{capture} and [text](Type feature=value)"
        )
      )
      return nil
    }
    for mark in marked.marks { check(mark, pointer) }
    return marked
  }

  private mutating func check(_ mark: MarkedText.Mark, _ pointer: String) {
    if let name = mark.capture, !captures.contains(name) {
      problems.append(
        Problem(
          code: "unknown-capture",
          pointer: pointer,
          message: "the pattern captures no '@\(name)'",
          fix: NearestName.fix(for: name, among: captures, called: "it captures")
            ?? "it captures nothing"
        )
      )
    }
    guard let name = mark.type else { return }
    guard let type = schema[name] else {
      problems.append(
        Problem(
          code: "unknown-type",
          pointer: pointer,
          message: "type '\(name)' is not declared",
          fix: NearestName.of(name, among: schema.keys).map { "did you mean '\($0)'?" }
            ?? "add it to 'types:' of the pipeline"
        )
      )
      return
    }
    let known = type.features.map(\.name)
    for feature in mark.features.keys.sorted() where !known.contains(feature) {
      problems.append(
        Problem(
          code: "unknown-feature",
          pointer: pointer,
          message: "type '\(name)' has no feature '\(feature)'",
          fix: NearestName.fix(for: feature, among: known, called: "it has") ?? "it has none"
        )
      )
    }
  }

  /// Warns of a reject that lacks something without which the rule matches nowhere.
  ///
  /// Types count that every example gives in its marks: they do not come from an earlier stage.
  private mutating func checkReject(
    _ marked: MarkedText,
    of rule: CompiledRule,
    _ pointer: String,
    given: Set<String>
  ) {
    let text = marked.text.lowercased()
    let types = Set(marked.marks.compactMap(\.type))
    var missing: String?
    for words in rule.neededWords where !words.contains(where: { text.contains($0) }) {
      missing = missing ?? words.map { "'\($0)'" }.joined(separator: " or ")
    }
    for type in rule.neededTypes where given.contains(type) && !types.contains(type) {
      missing = missing ?? "a \(type)"
    }
    guard let missing else { return }
    problems.append(
      Problem(
        severity: .warning,
        code: "idle-reject",
        pointer: pointer,
        message: "this reject cannot fail: the rule needs \(missing)",
        fix: "put it in, so that something else keeps the rule from matching"
      )
    )
  }
}
