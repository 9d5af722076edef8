import GalleyKit
import GalleyPatterns

/// Checks what rules do and prepares it.
struct ActionCompiler {
  /// Something wrong with what a rule does.
  struct Problem {
    var code: String
    /// Below the rule: `/emit/Event/kind`.
    var pointer: String
    var message: String
    var fix: String
  }

  private(set) var types: [EmittedType] = []
  fileprivate(set) var problems: [Problem] = []
  /// What the features of captures that are copied need, with `columns`.
  var reads: Set<SchemaPath> = []
  var changes: Set<SchemaPath> = []
  private(set) var removes: Set<String> = []

  let schema: [String: TypeDeclaration]
  private(set) var typeNumbers: [String: Int] = [:]

  init(schema: [TypeDeclaration]) {
    self.schema = Dictionary(schema.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Gathers the types and features that a rule makes, so that each type has one set of columns.
  mutating func gatherEmitted(_ options: RulesStage.RuleOptions) {
    for (target, features) in options.emit.sorted(by: { $0.key < $1.key }) {
      let name = String(target.prefix { $0 != "@" })
      guard let declared = schema[name] else { continue }
      let number = typeNumbers[name] ?? types.count
      if number == types.count {
        typeNumbers[name] = number
        types.append(EmittedType(name: name, features: []))
      }
      add(features.keys, to: number, declared)
    }
  }

  /// Gathers the features a rule changes on annotations that may be the stage's own.
  mutating func gatherChanged(_ options: RulesStage.RuleOptions, _ captures: RuleCaptures) {
    for (target, features) in options.change {
      let name = String(target.drop { $0 == "@" })
      guard let capture = captures.names.firstIndex(of: name) else { continue }
      for name in captures.types?[capture] ?? [] {
        guard let number = typeNumbers[name], let declared = schema[name] else { continue }
        add(features.keys, to: number, declared)
      }
    }
  }

  private mutating func add(
    _ names: some Sequence<String>,
    to number: Int,
    _ declared: TypeDeclaration
  ) {
    let filled = Set(names).union(types[number].features.map(\.name))
    types[number].features = declared.features.filter { filled.contains($0.name) }
  }

  /// The action of a rule; `problems` says what is wrong with it.
  ///
  /// When the rule's pattern is broken, the types of its captures are unknown and nothing is said
  /// that depends on them.
  mutating func action(
    of options: RulesStage.RuleOptions,
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> RuleAction {
    problems = []
    var action = RuleAction()
    for (target, features) in options.emit.sorted(by: { $0.key < $1.key }) {
      if let emission = emission(target, features, captures, &compiler, setup) {
        action.emissions.append(emission)
      }
    }
    for (target, features) in options.change.sorted(by: { $0.key < $1.key }) {
      action.changes += change(target, features, captures, &compiler, setup)
    }
    for (number, target) in options.remove.enumerated() {
      let pointer = "/remove/\(number)"
      guard let capture = capture(target, pointer, captures) else { continue }
      guard let held = captures.types?[capture].subtracting(["Token"]) else { continue }
      if held.isEmpty { refuseTokens(target, pointer, "removed") }
      removes.formUnion(held)
      action.removals.append(capture)
    }
    if options.emit.isEmpty, options.change.isEmpty, options.remove.isEmpty {
      report(
        "idle-rule",
        "",
        "rule '\(options.name)' does nothing",
        fix: "give it 'emit', 'change' or 'remove'"
      )
    }
    return action
  }
}

// MARK: What goes wrong

extension ActionCompiler {
  /// The number of the capture `@name`.
  mutating func capture(
    _ text: String,
    _ pointer: String,
    _ captures: RuleCaptures
  ) -> Int? {
    let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
    if let number = captures.names.firstIndex(of: name) { return number }
    report(
      "unknown-capture",
      pointer,
      "the pattern captures no '@\(name)'",
      fix: NearestName.fix(
        for: "@\(name)",
        among: captures.names.map { "@\($0)" },
        called: "it captures"
      ) ?? "write '@\(name):' before what it is"
    )
    return nil
  }

  mutating func refuseTokens(_ target: String, _ pointer: String, _ verb: String) {
    report(
      "wrong-capture",
      pointer,
      "'\(target)' holds tokens, which cannot be \(verb)",
      fix: "capture annotations"
    )
  }

  mutating func report(
    _ code: String,
    _ pointer: String,
    _ message: String,
    fix: String
  ) {
    problems.append(Problem(code: code, pointer: pointer, message: message, fix: fix))
  }
}
