import GalleyKit

/// Checks what is written under `with:` against a stage's manifest.
struct OptionReader {
  /// A value twice: as the stage gets it, and as it may be printed.
  struct Value {
    var json: JSONValue
    var printed: JSONValue

    init(_ json: JSONValue, printed: JSONValue? = nil) {
      self.json = json
      self.printed = printed ?? json
    }
  }

  private let stage: StageName
  private var problems = DiagnosticCollector()

  /// The complete options of a stage: of what is written under `with:`, or nil for nothing.
  ///
  /// Missing required options are reported at `uses`.
  static func read(
    _ node: Node?,
    of manifest: Manifest,
    uses: Node,
    into problems: inout DiagnosticCollector
  ) -> Value {
    if let node, !node.isNull, node.pairs == nil {
      problems.wrongType(of: "'with'", expected: "a map", node)
      return Value(.object([:]))
    }
    var reader = OptionReader(stage: manifest.stage)
    let written = node.flatMap { $0.isNull ? nil : $0 }
    let options = reader.fields(manifest.options, written, path: "", place: uses)
    for diagnostic in reader.problems.found { problems.add(diagnostic) }
    return options
  }

  private init(stage: StageName) {
    self.stage = stage
  }

  /// A record with every field: as written, else its default, else null.
  private mutating func fields(
    _ specs: [OptionSpec],
    _ node: Node?,
    path: String,
    place: Node
  ) -> Value {
    refuseUnknown(node, specs, path: path)
    var json: [String: JSONValue] = [:]
    var printed: [String: JSONValue] = [:]
    for spec in specs {
      let value = field(spec, node?[spec.name], path: path + spec.name, place: place)
      json[spec.name] = value.json
      printed[spec.name] = value.printed
    }
    return Value(.object(json), printed: .object(printed))
  }

  private mutating func field(
    _ spec: OptionSpec,
    _ node: Node?,
    path: String,
    place: Node
  ) -> Value {
    if let node, !node.isNull {
      return value(node, spec.type, path: path) ?? Value(.null)
    }
    if spec.required {
      problems.error(
        "missing-option",
        at: node ?? place,
        "option '\(path)' of stage '\(stage)' is required",
        fix: spec.example.map { "for example \(spec.name): \($0.json)" }
      )
    }
    return Value(spec.defaultValue ?? .null)
  }

  private mutating func refuseUnknown(_ node: Node?, _ specs: [OptionSpec], path: String) {
    let names = specs.map(\.name)
    for pair in node?.pairs ?? [] {
      guard let key = pair.key.text, !names.contains(key) else { continue }
      let inside = path.isEmpty ? "" : " in '\(path.dropLast())'"
      problems.error(
        "unknown-option",
        at: pair.key,
        "unknown option '\(key.shortened)'\(inside) of stage '\(stage)'",
        fix: NearestName.fix(for: key, among: names, called: "it has") ?? "it has none"
      )
    }
  }

  /// The value as its type wants it; nil when it does not fit, which is then said.
  private mutating func value(_ node: Node, _ type: OptionType, path: String) -> Value? {
    guard !node.isBroken else { return nil }
    switch type {
    case .text(let values): return text(node, values, path: path)
    case .integer(let minimum, let maximum):
      guard case .value(.integer(let integer)) = node.scalar?.value else {
        return wrong(node, "an integer", path)
      }
      let isInside = integer >= minimum ?? .min && integer <= maximum ?? .max
      return isInside
        ? scalar(node, .integer(integer)) : outside(node, minimum, maximum, path)
    case .number(let minimum, let maximum): return number(node, minimum, maximum, path: path)
    case .flag:
      guard case .value(.flag(let flag)) = node.scalar?.value else {
        return wrong(node, "a flag (true or false)", path)
      }
      return scalar(node, .flag(flag))
    case .duration:
      guard let count = node.text.flatMap(Quantity.milliseconds) else {
        return wrong(node, "a duration", path, fix: "write it like 500ms, 10s, 2m or 1h")
      }
      return scalar(node, .integer(count))
    case .size:
      guard let count = node.text.flatMap(Quantity.bytes) else {
        return wrong(node, "a size", path, fix: "write it like 64MiB or 1GB")
      }
      return scalar(node, .integer(count))
    case .path: return self.path(node, path: path)
    case .list(let items): return list(node, items, path: path)
    case .map(let items): return map(node, items, path: path)
    case .record(let specs):
      guard node.pairs != nil else { return wrong(node, "a map", path) }
      return fields(specs, node, path: path + ".", place: node)
    case .scalar:
      guard node.scalar != nil else { return wrong(node, "a text, number or flag", path) }
      return any(node, path: path)
    case .any: return any(node, path: path)
    }
  }

  private mutating func text(_ node: Node, _ values: [String]?, path: String) -> Value? {
    guard case .value(.text(let text)) = node.scalar?.value else {
      return wrong(node, "text", path)
    }
    if let values, !values.contains(text) {
      let shown = node.scalar?.printed.shortened ?? text
      problems.error(
        "unknown-value",
        at: node,
        "option '\(path)' of stage '\(stage)' cannot be '\(shown)'",
        fix: NearestName.fix(for: shown, among: values, called: "it can be")
      )
      return nil
    }
    return scalar(node, .text(text))
  }

  private mutating func number(
    _ node: Node,
    _ minimum: Double?,
    _ maximum: Double?,
    path: String
  ) -> Value? {
    let number: Double
    switch node.scalar?.value {
    case .value(.number(let value)): number = value
    case .value(.integer(let value)): number = Double(value)
    default: return wrong(node, "a number", path)
    }
    let isInside = number >= minimum ?? -.infinity && number <= maximum ?? .infinity
    return isInside ? scalar(node, .number(number)) : outside(node, minimum, maximum, path)
  }

  private mutating func path(_ node: Node, path: String) -> Value? {
    guard case .value(.text(let text)) = node.scalar?.value else {
      return wrong(node, "a path", path)
    }
    guard !text.isEmpty else {
      problems.error(
        "wrong-type",
        at: node,
        "option '\(path)' of stage '\(stage)' is an empty path"
      )
      return nil
    }
    return scalar(node, .text(Paths.absolute(text, in: node.baseFolder)))
  }

  private mutating func list(_ node: Node, _ items: OptionType, path: String) -> Value? {
    guard let written = node.items else { return wrong(node, "a list", path) }
    var json: [JSONValue] = []
    var printed: [JSONValue] = []
    for (number, item) in written.enumerated() {
      guard let value = value(item, items, path: "\(path).\(number)") else { continue }
      json.append(value.json)
      printed.append(value.printed)
    }
    return Value(.list(json), printed: .list(printed))
  }

  private mutating func map(_ node: Node, _ items: OptionType, path: String) -> Value? {
    guard let pairs = node.pairs else { return wrong(node, "a map", path) }
    var json: [String: JSONValue] = [:]
    var printed: [String: JSONValue] = [:]
    for pair in pairs {
      guard let key = pair.key.text else { continue }
      guard let value = value(pair.value, items, path: "\(path).\(key)") else { continue }
      json[key] = value.json
      printed[key] = value.printed
    }
    return Value(.object(json), printed: .object(printed))
  }

  private mutating func any(_ node: Node, path: String) -> Value? {
    switch node.content {
    case .sequence: return list(node, .any, path: path)
    case .mapping: return map(node, .any, path: path)
    case .scalar(let written):
      switch written.value {
      case .value(let json): return scalar(node, json)
      case .refused: return wrong(node, "a value", path)
      case .broken: return nil
      }
    }
  }

  /// A scalar's value; what came from the environment is printed as `${env:NAME}`.
  private func scalar(_ node: Node, _ json: JSONValue) -> Value {
    guard let scalar = node.scalar, scalar.hasSecret else { return Value(json) }
    return Value(json, printed: .text(scalar.printed))
  }

  private mutating func wrong(
    _ node: Node,
    _ expected: String,
    _ path: String,
    fix: String? = nil
  ) -> Value? {
    let name = "option '\(path)' of stage '\(stage)'"
    if let fix {
      problems.error(
        "wrong-type",
        at: node,
        "\(name): expected \(expected), found \(node.described)",
        fix: fix
      )
    } else {
      problems.wrongType(of: name, expected: expected, node)
    }
    return nil
  }

  private mutating func outside<Number: Numeric>(
    _ node: Node,
    _ minimum: Number?,
    _ maximum: Number?,
    _ path: String
  ) -> Value? {
    func written(_ limit: Number) -> String {
      let text = "\(limit)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let range =
      switch (minimum, maximum) {
      case (let minimum?, let maximum?): "it goes from \(written(minimum)) to \(written(maximum))"
      case (let minimum?, nil): "it is at least \(written(minimum))"
      case (nil, let maximum?): "it is at most \(written(maximum))"
      case (nil, nil): "it has no range"
      }
    let shown = node.scalar?.printed.shortened ?? ""
    problems.error(
      "out-of-range",
      at: node,
      "option '\(path)' of stage '\(stage)' is \(shown), out of range",
      fix: range
    )
    return nil
  }
}
