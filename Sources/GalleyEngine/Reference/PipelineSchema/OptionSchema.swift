import GalleyKit

/// JSON Schemas of options.
///
/// They use only words that mean the same in draft-07 and in 2020-12. Wherever a scalar stands, a text
/// with `${` may stand in its place: what the variable is, only the loader knows. What may be left out
/// may be null.
enum OptionSchema {
  /// A map with these keys and no others.
  ///
  /// `special` has schemas that say more than the type of a key does.
  static func map(
    of specs: [OptionSpec],
    special: [String: [String: JSONValue]] = [:]
  ) -> [String: JSONValue] {
    var properties: [String: JSONValue] = [:]
    for spec in specs {
      let own = special[spec.name] ?? value(spec.type, isOptional: !spec.required)
      properties[spec.name] = .object(own.merging(notes(spec)) { own, _ in own })
    }
    var schema: [String: JSONValue] = [
      "type": "object", "properties": .object(properties), "additionalProperties": false,
    ]
    let required = specs.filter(\.required).map { JSONValue.text($0.name) }
    if !required.isEmpty { schema["required"] = .list(required) }
    return schema
  }

  /// A value of a type; `isOptional`: or null.
  static func value(_ type: OptionType, isOptional: Bool) -> [String: JSONValue] {
    func typed(_ names: JSONValue..., and more: [String: JSONValue] = [:]) -> [String: JSONValue] {
      let names = isOptional ? names + ["null"] : names
      return more.merging(["type": names.count == 1 ? names[0] : .list(names)]) { own, _ in own }
    }
    switch type {
    case .text(nil): return typed("string")
    case .text(let values?): return choice(values, isOptional: isOptional)
    case .integer(let low, let high):
      return typed(
        "integer",
        "string",
        and: range(low.map { .integer($0) }, high.map { .integer($0) }, of: "an integer")
      )
    case .number(let low, let high):
      return typed(
        "number",
        "string",
        and: range(low.map { .number($0) }, high.map { .number($0) }, of: "a number")
      )
    case .flag:
      let variable = SchemaPattern.variable(insteadOf: "a flag (true or false)")
      return typed("boolean", "string", and: variable)
    case .duration: return typed("string", and: SchemaPattern.duration)
    case .size: return typed("string", and: SchemaPattern.size)
    case .path: return typed("string", and: ["minLength": 1])
    case .list(let items):
      return typed("array", and: ["items": .object(value(items, isOptional: false))])
    case .map(let items):
      return typed(
        "object",
        and: ["additionalProperties": .object(value(items, isOptional: false))]
      )
    case .record(let fields):
      return typed("object", and: map(of: fields).filter { $0.key != "type" })
    case .scalar: return typed("string", "number", "boolean")
    case .any: return [:]
    }
  }

  /// One of a list of texts; editors offer them.
  static func choice(
    _ values: [String],
    help: [String] = [],
    isOptional: Bool
  ) -> [String: JSONValue] {
    var list: [String: JSONValue] = ["enum": .list(values.map { .text($0) })]
    if !help.isEmpty { list["enumDescriptions"] = .list(help.map { .text($0) }) }
    var variable = SchemaPattern.variable(insteadOf: "one of a list of texts")
    variable["type"] = "string"
    let null: [JSONValue] = isOptional ? [["type": "null"]] : []
    return [
      "anyOf": .list(
        [
          .object(list),
          .object(variable),
        ] + null
      )
    ]
  }

  private static func range(
    _ low: JSONValue?,
    _ high: JSONValue?,
    of expected: String
  ) -> [String: JSONValue] {
    var schema = SchemaPattern.variable(insteadOf: expected)
    schema["minimum"] = low
    schema["maximum"] = high
    return schema
  }

  /// What editors show beside a key.
  private static func notes(_ spec: OptionSpec) -> [String: JSONValue] {
    let unit = spec.unit.map { " In \($0)." } ?? ""
    var notes: [String: JSONValue] = ["description": .text(spec.help + unit)]
    notes["default"] = spec.writtenDefault
    notes["examples"] = spec.example.map { .list([$0]) }
    return notes
  }
}
