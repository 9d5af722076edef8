import GalleyKit
import GalleyPatterns

/// Where the values of features come from.
extension ActionCompiler {
  mutating func source(
    _ json: JSONValue,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> ValueSource? {
    var source = ValueSource(
      origin: .none,
      kind: feature.kind,
      items: feature.items,
      allowed: feature.values.map(Set.init)
    )
    switch json {
    case .text(let text) where Self.namesCaptures(text):
      let origin =
        text.contains(" ")
        ? joined(text, feature, pointer, captures, &compiler, setup)
        : captured(text, feature, pointer, captures, &compiler)
      guard let origin else { return nil }
      source.origin = origin
      return source
    case .list(let values) where feature.kind != .list && !values.isEmpty:
      var sources: [ValueSource] = []
      for (number, value) in values.enumerated() {
        let pointer = "\(pointer)/\(number)"
        if let one = self.source(value, feature, pointer, captures, &compiler, setup) {
          sources.append(one)
        }
      }
      source.origin = .first(sources)
      return sources.count == values.count ? source : nil
    case .object(let members):
      let origin = conditional(members, feature, pointer, captures, &compiler, setup)
      guard let origin else { return nil }
      source.origin = origin
      return source
    default: break
    }
    guard let origin = constant(json, feature, setup) else {
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

  /// `{'@name': value}`, `{'@name @other': value}`.
  private mutating func conditional(
    _ members: [String: JSONValue],
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> ValueSource.Origin? {
    guard members.count == 1, let (key, value) = members.first else {
      report(
        "wrong-value",
        pointer,
        "a value that depends on captures has one key, found \(members.count)",
        fix: "list several, the first that holds counts: [{'@a': …}, {'@b': …}, …]"
      )
      return nil
    }
    let names = key.split(separator: " ").map(String.init)
    let inner = "\(pointer)/\(key)"
    let numbers = names.compactMap { name -> Int? in
      guard !name.hasPrefix("@") else { return capture(name, inner, captures) }
      report("unknown-capture", inner, "'\(name)' is no capture", fix: "write '@\(name)'")
      return nil
    }
    let source = source(value, feature, inner, captures, &compiler, setup)
    guard let source, !names.isEmpty, numbers.count == names.count else { return nil }
    return .when(numbers, source)
  }

  /// `@name.feature word …`: texts of captures and words as they are written, with blanks between.
  private mutating func joined(
    _ text: String,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> ValueSource.Origin? {
    guard feature.kind == .text else {
      report(
        "wrong-kind",
        pointer,
        "'\(text)' is a text, '\(feature.name)' a \(feature.described)",
        fix: "name one capture, '@name'"
      )
      return nil
    }
    var sources: [ValueSource] = []
    for part in text.split(separator: " ").map(String.init) {
      let origin: ValueSource.Origin? =
        Self.namesCaptures(part)
        ? captured(part, feature, pointer, captures, &compiler)
        : .constant(.text(setup.symbol(Self.plain(part))))
      guard let origin else { return nil }
      sources.append(ValueSource(origin: origin, kind: .text))
    }
    return .joined(sources)
  }

  /// `@`, `@name` or `@name.feature`.
  private mutating func captured(
    _ text: String,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ captures: RuleCaptures,
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
    guard let number = capture(parts[0], pointer, captures) else { return nil }
    guard parts.count == 2 else { return .capture(number) }
    guard let held = captures.types?[number].sorted() else { return nil }
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

  /// Says which captures that features are filled from do not exist, where no more can be said.
  mutating func checkCaptures(
    in features: [String: RuleFeatureValue],
    _ pointer: String,
    _ captures: RuleCaptures
  ) {
    for (name, value) in features.sorted(by: { $0.key < $1.key }) {
      checkCaptures(in: value.json, "\(pointer)/\(name)", captures)
    }
  }

  private mutating func checkCaptures(
    in value: JSONValue,
    _ pointer: String,
    _ captures: RuleCaptures
  ) {
    switch value {
    case .text(let text):
      for part in text.split(separator: " ") where part != "@" && Self.namesCaptures(part) {
        _ = capture(String(part.prefix { $0 != "." }), pointer, captures)
      }
    case .list(let values):
      for (number, value) in values.enumerated() {
        checkCaptures(in: value, "\(pointer)/\(number)", captures)
      }
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        checkCaptures(in: .text(key), "\(pointer)/\(key)", captures)
        checkCaptures(in: value, "\(pointer)/\(key)", captures)
      }
    default: break
    }
  }

  /// Whether values of one feature can be copied to another.
  private func fits(_ source: FeatureDeclaration, _ target: FeatureDeclaration) -> Bool {
    let kind = target.kind == .list ? target.items ?? .text : target.kind
    return source.kind == kind || (source.kind == .integer && kind == .number)
  }

  private func constant(
    _ json: JSONValue,
    _ feature: FeatureDeclaration,
    _ setup: borrowing Setup
  ) -> ValueSource.Origin? {
    if feature.kind == .list, case .list(let values) = json {
      let texts = values.compactMap(\.text)
      guard feature.items == .text, texts.count == values.count,
        texts.allSatisfy({ feature.allows($0) })
      else { return nil }
      return .constant(.texts(Self.symbols(texts, setup)))
    }
    switch (feature.kind, json) {
    case (.text, .text(let text)):
      return feature.allows(text) ? .constant(.text(setup.symbol(Self.plain(text)))) : nil
    case (.integer, .integer(let value)): return .constant(.integer(value))
    case (.number, .integer(let value)): return .constant(.number(Double(value)))
    case (.number, .number(let value)): return .constant(.number(value))
    case (.flag, .flag(let value)): return .constant(.flag(value))
    default: return nil
    }
  }

  private static func symbols(_ texts: [String], _ setup: borrowing Setup) -> [Symbol] {
    var symbols: [Symbol] = []
    for text in texts { symbols.append(setup.symbol(plain(text))) }
    return symbols
  }

  /// Whether a word of a text is a capture.
  private static func namesCaptures(_ text: some StringProtocol) -> Bool {
    text.split(separator: " ").contains { $0.hasPrefix("@") && !$0.hasPrefix("@@") }
  }

  /// A constant as it is meant: `@@` at its beginning is a sign of the text.
  private static func plain(_ text: String) -> String {
    text.hasPrefix("@@") ? String(text.dropFirst()) : text
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
