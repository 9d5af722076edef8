import GalleyKit
import GalleyPatterns

/// Where the values of features come from.
extension ActionCompiler {
  mutating func source(
    _ json: JSONValue,
    _ feature: FeatureDeclaration,
    _ pointer: String,
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler
  ) -> ValueSource? {
    var source = ValueSource(
      origin: .none,
      kind: feature.kind,
      items: feature.items,
      allowed: feature.values.map(Set.init)
    )
    if case .text(let text) = json, text.hasPrefix("@"), !text.hasPrefix("@@") {
      guard let origin = captured(text, feature, pointer, captures, &compiler) else { return nil }
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
      guard case .text(let text) = value.json, text.hasPrefix("@"), !text.hasPrefix("@@"),
        text != "@"
      else { continue }
      _ = capture(String(text.prefix { $0 != "." }), "\(pointer)/\(name)", captures)
    }
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
