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
  private(set) var problems: [Problem] = []
  /// What the features of captures that are copied need, with `columns`.
  private(set) var reads: Set<SchemaPath> = []
  private(set) var changes: Set<SchemaPath> = []
  private(set) var removes: Set<String> = []

  private let schema: [String: TypeDeclaration]
  private var typeNumbers: [String: Int] = [:]

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
  mutating func gatherChanged(_ options: RulesStage.RuleOptions, _ rule: CompiledRule) {
    for (target, features) in options.change {
      guard let capture = rule.captures.firstIndex(of: String(target.drop { $0 == "@" })) else {
        continue
      }
      for name in rule.captureTypes[capture] {
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

  /// The action of a rule that compiled; `problems` says what is wrong with it.
  mutating func action(
    of options: RulesStage.RuleOptions,
    _ rule: CompiledRule,
    _ compiler: inout RuleCompiler
  ) -> RuleAction {
    problems = []
    var action = RuleAction()
    for (target, features) in options.emit.sorted(by: { $0.key < $1.key }) {
      if let emission = emission(target, features, rule, &compiler) {
        action.emissions.append(emission)
      }
    }
    for (target, features) in options.change.sorted(by: { $0.key < $1.key }) {
      action.changes += change(target, features, rule, &compiler)
    }
    for (number, target) in options.remove.enumerated() {
      let pointer = "/remove/\(number)"
      guard let capture = capture(target, pointer, rule) else { continue }
      let held = rule.captureTypes[capture].subtracting(["Token"])
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

  // MARK: Emitting

  private mutating func emission(
    _ target: String,
    _ features: [String: RuleFeatureValue],
    _ rule: CompiledRule,
    _ compiler: inout RuleCompiler
  ) -> RuleAction.Emission? {
    let pointer = "/emit/\(target)"
    let name = String(target.prefix { $0 != "@" })
    guard let declared = schema[name], let number = typeNumbers[name] else {
      report(
        "unknown-type",
        pointer,
        "type '\(name)' is not declared",
        fix: NearestName.of(name, among: schema.keys).map { "did you mean '\($0)'?" }
          ?? "add it to 'types:' of the pipeline"
      )
      return nil
    }
    guard name != "Token" else {
      report("emits-tokens", pointer, "rules make no tokens", fix: "emit another type")
      return nil
    }
    var emission = RuleAction.Emission(type: number)
    if target.contains("@") {
      let suffix = String(target.drop { $0 != "@" })
      guard let found = capture(suffix, pointer, rule) else { return nil }
      emission.capture = found
    }
    checkNames(features, declared, pointer)
    for feature in types[number].features {
      let source = features[feature.name].flatMap {
        self.source($0.json, feature, "\(pointer)/\(feature.name)", rule, &compiler)
      }
      emission.values.append(source ?? ValueSource(origin: .none, kind: feature.kind))
    }
    return emission
  }

  private mutating func checkNames(
    _ features: [String: RuleFeatureValue],
    _ type: TypeDeclaration,
    _ pointer: String
  ) {
    let known = type.features.map(\.name)
    for name in features.keys.sorted() where !known.contains(name) {
      report(
        "unknown-feature",
        "\(pointer)/\(name)",
        "type '\(type.name)' has no feature '\(name)'",
        fix: NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
          ?? "declare it under 'types:'"
      )
    }
  }

  // MARK: Changing

  private mutating func change(
    _ target: String,
    _ features: [String: RuleFeatureValue],
    _ rule: CompiledRule,
    _ compiler: inout RuleCompiler
  ) -> [RuleAction.FeatureChange] {
    let pointer = "/change/\(target)"
    guard let capture = capture(target, pointer, rule) else { return [] }
    let held = rule.captureTypes[capture].subtracting(["Token"]).sorted()
    guard !held.isEmpty else {
      refuseTokens(target, pointer, "changed")
      return []
    }
    var found: [RuleAction.FeatureChange] = []
    for (name, value) in features.sorted(by: { $0.key < $1.key }) {
      let owners = held.compactMap { type in
        schema[type]?.features.first { $0.name == name }.map { (type, $0) }
      }
      guard let (_, feature) = owners.first else {
        let names = held.flatMap { schema[$0]?.features.map(\.name) ?? [] }
        report(
          "unknown-feature",
          "\(pointer)/\(name)",
          "no type of '\(target)' (\(held.joined(separator: ", "))) has a feature '\(name)'",
          fix: NearestName.fix(for: name, among: names, called: "they have") ?? ""
        )
        continue
      }
      guard let source = source(value.json, feature, "\(pointer)/\(name)", rule, &compiler) else {
        continue
      }
      var columns: [Int: Int] = [:]
      for (type, declared) in owners where declared.kind == feature.kind {
        let column = compiler.column(of: type, declared)
        columns[compiler.type(ofColumn: column)] = column
        changes.insert(SchemaPath(type, name))
      }
      found.append(
        RuleAction.FeatureChange(
          capture: capture,
          feature: feature,
          columns: columns,
          value: source
        )
      )
    }
    return found
  }

  // MARK: Values

  private mutating func source(
    _ json: JSONValue,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ rule: CompiledRule,
    _ compiler: inout RuleCompiler
  ) -> ValueSource? {
    var source = ValueSource(
      origin: .none,
      kind: feature.kind,
      items: feature.items,
      allowed: feature.values.map(Set.init)
    )
    if case .text(let text) = json, text.hasPrefix("@"), !text.hasPrefix("@@") {
      guard let origin = captured(text, feature, pointer, rule, &compiler) else { return nil }
      source.origin = origin
      return source
    }
    guard let origin = constant(json, feature) else {
      report(
        "wrong-value",
        pointer,
        "\(json.json) is no value of feature '\(feature.name)': \(feature.expectation)",
        fix: "a capture is written '@name'"
      )
      return nil
    }
    source.origin = origin
    return source
  }

  /// `@`, `@name` or `@name.feature`.
  private mutating func captured(
    _ text: String,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ rule: CompiledRule,
    _ compiler: inout RuleCompiler
  ) -> ValueSource.Origin? {
    if text == "@" {
      if [.text, .span].contains(feature.kind) { return .capture(nil) }
      report(
        "wrong-kind",
        pointer,
        "the whole match is no \(feature.described)",
        fix: "name a capture, '@name'"
      )
      return nil
    }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard let number = capture(parts[0], pointer, rule) else { return nil }
    guard parts.count == 2 else { return .capture(number) }
    let held = rule.captureTypes[number].sorted()
    let owners = held.compactMap { type in
      schema[type]?.features.first { $0.name == parts[1] }.map { (type, $0) }
    }
    if owners.isEmpty, parts[1] == "text" { return .coveredText(number) }
    guard !owners.isEmpty else {
      let names = held.flatMap { schema[$0]?.features.map(\.name) ?? [] } + ["text"]
      report(
        "unknown-feature",
        pointer,
        "no type of '\(parts[0])' (\(held.joined(separator: ", "))) has a feature '\(parts[1])'",
        fix: NearestName.fix(for: parts[1], among: names, called: "they have") ?? ""
      )
      return nil
    }
    var columns: [Int: Int] = [:]
    for (type, declared) in owners {
      guard fits(declared, feature) else {
        report(
          "wrong-kind",
          pointer,
          "'\(type).\(declared.name)' is a \(declared.described), '\(feature.name)' "
            + "a \(feature.described)",
          fix: "declare both alike"
        )
        return nil
      }
      let column = compiler.column(of: type, declared)
      columns[compiler.type(ofColumn: column)] = column
      reads.insert(SchemaPath(type, declared.name))
    }
    return .feature(number, columns: columns)
  }

  /// Whether values of one feature can be copied to another.
  private func fits(_ source: FeatureDeclaration, _ target: FeatureDeclaration) -> Bool {
    let kind = target.kind == .list ? target.items ?? .text : target.kind
    return source.kind == kind || (source.kind == .integer && kind == .number)
  }

  private func constant(_ json: JSONValue, _ feature: FeatureDeclaration) -> ValueSource.Origin? {
    if feature.kind == .list, case .list(let values) = json {
      let texts = values.compactMap(\.text)
      guard feature.items == .text, texts.count == values.count,
        texts.allSatisfy({ feature.allows($0) })
      else { return nil }
      return .texts(texts.map(Self.plain))
    }
    switch (feature.kind, json) {
    case (.text, .text(let text)): return feature.allows(text) ? .texts([Self.plain(text)]) : nil
    case (.integer, .integer(let value)): return .constant(.integer(value))
    case (.number, .integer(let value)): return .constant(.number(Double(value)))
    case (.number, .number(let value)): return .constant(.number(value))
    case (.flag, .flag(let value)): return .constant(.flag(value))
    default: return nil
    }
  }

  /// `@@` at the beginning is a sign of the text.
  private static func plain(_ text: String) -> String {
    text.hasPrefix("@@") ? String(text.dropFirst()) : text
  }

  // MARK: Captures

  /// The number of the capture `@name`.
  private mutating func capture(
    _ text: String,
    _ pointer: String,
    _ rule: CompiledRule
  ) -> Int? {
    let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
    if let number = rule.captures.firstIndex(of: name) { return number }
    report(
      "unknown-capture",
      pointer,
      "the pattern captures no '@\(name)'",
      fix: NearestName.fix(
        for: "@\(name)",
        among: rule.captures.map { "@\($0)" },
        called: "it captures"
      ) ?? "write '@\(name):' before what it is"
    )
    return nil
  }

  private mutating func refuseTokens(_ target: String, _ pointer: String, _ verb: String) {
    report(
      "wrong-capture",
      pointer,
      "'\(target)' holds tokens, which cannot be \(verb)",
      fix: "capture annotations"
    )
  }

  private mutating func report(
    _ code: String,
    _ pointer: String,
    _ message: String,
    fix: String
  ) {
    problems.append(Problem(code: code, pointer: pointer, message: message, fix: fix))
  }
}

extension FeatureDeclaration {
  fileprivate func allows(_ text: String) -> Bool { values?.contains(text) ?? true }

  fileprivate var described: String {
    kind == .list ? "list of \(items?.rawValue ?? "text")" : kind.rawValue
  }

  /// What a constant of this feature has to be, for a message.
  fileprivate var expectation: String {
    if let values { return "one of \(values.sorted().map { "'\($0)'" }.joined(separator: ", "))" }
    return switch kind {
    case .text: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .flag: "true or false"
    case .list where items == .text: "a list of texts"
    case .list, .span, .reference: "a \(described) is filled by a capture"
    }
  }
}
