import GalleyKit

/// The JSON Schema of pipeline files, with all stages there are, for editors.
package struct PipelineSchema {
  private let catalog: StageCatalog

  package init(_ catalog: StageCatalog) { self.catalog = catalog }

  /// The schema as a file.
  package var text: String { JSONValue.object(schema).indented + "\n" }

  /// What an included file may be, too: only a file with its own source, exports or tests needs a
  /// name and a source.
  private var schema: [String: JSONValue] {
    let own: [JSONValue] = ["source", "export", "tests"].map { ["required": [.text($0)]] }
    let file: [String: JSONValue] = [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Galley pipeline",
      "description": "Where documents come from, which stages work on them, and what is written.",
      "if": ["anyOf": .list(own)],
      "then": ["required": ["pipeline", "source"]],
    ]
    return file.merging(OptionSchema.map(of: PipelineKeys.file, special: parts)) { own, _ in own }
  }

  /// The keys at the top of which there is more to say than their type.
  private var parts: [String: [String: JSONValue]] {
    let test: [String: JSONValue] = [
      "oneOf": [
        ["required": ["file", "expect"]], ["required": ["text", "expect"]],
        ["required": ["marked"], "not": ["required": ["expect"]]],
      ]
    ]
    return [
      "pipeline": text(SchemaPattern.pipeline),
      "include": list(text(SchemaPattern.plainPath)),
      "vars": map(SchemaPattern.variableName, OptionSchema.value(.scalar, isOptional: true)),
      "types": map(SchemaPattern.typeName, map(SchemaPattern.featureName, FeatureSchema.schema)),
      "source": entry(PipelineKeys.end, .source),
      "stages": list(
        entry(PipelineKeys.stage, .stage)
          // Without 'uses', an entry changes the stage of its id.
          .merging(["anyOf": [["required": ["uses"]], ["required": ["id"]]]]) { own, _ in own }
      ),
      "export": list(entry(PipelineKeys.end, .export)),
      "tests": list(OptionSchema.map(of: PipelineKeys.test).merging(test) { own, _ in own }),
    ]
  }

  /// A use of a stage: `uses` decides what may stand under `with`, so that a mistake is told where it
  /// stands and not as 'fits none of these'.
  private func entry(
    _ keys: [OptionSpec],
    _ role: StageCatalog.Role
  ) -> [String: JSONValue] {
    let manifests = catalog.entries.map(\.manifest).filter { role.accepts($0.scope) }
    let stages = manifests.map { "\($0.stage)" }
    let uses = OptionSchema.choice(stages, help: manifests.map(\.summary), isOptional: false)
    var schema = OptionSchema.map(
      of: keys,
      special: [
        "id": OptionSchema.value(.text(), isOptional: true)
          .merging(SchemaPattern.name) { own, _ in own },
        "uses": uses, "with": ["type": ["object", "null"]],
        "zones": ["type": ["array", "null"], "items": ["type": "string"], "uniqueItems": true],
      ]
    )
    schema["allOf"] = .list(manifests.map(options))
    if role != .stage { schema["required"] = ["uses"] }
    return schema
  }

  private func options(_ manifest: Manifest) -> JSONValue {
    var with = OptionSchema.map(of: manifest.options)
    var then: [String: JSONValue] = [:]
    if with["required"] == nil {
      with["type"] = ["object", "null"]
    } else {
      then["required"] = ["with"]
    }
    with["description"] = .text("\(manifest.stage): \(manifest.summary)")
    then["properties"] = ["with": .object(with)]
    let uses: JSONValue = ["const": .text("\(manifest.stage)")]
    return [
      "if": ["properties": ["uses": uses], "required": ["uses"]], "then": .object(then),
    ]
  }

  private func text(_ pattern: [String: JSONValue]) -> [String: JSONValue] {
    pattern.merging(["type": "string"]) { own, _ in own }
  }

  private func list(_ items: [String: JSONValue]) -> [String: JSONValue] {
    ["type": ["array", "null"], "items": .object(items)]
  }

  private func map(
    _ names: [String: JSONValue],
    _ values: [String: JSONValue]
  ) -> [String: JSONValue] {
    [
      "type": ["object", "null"], "propertyNames": .object(names),
      "additionalProperties": .object(values),
    ]
  }
}

/// The schema of one feature of a type, as `FeatureReader` reads it.
private enum FeatureSchema {
  static let schema: [String: JSONValue] = {
    let kinds = FeatureKind.allCases.filter { $0 != .list }.map(\.rawValue)
    let values: JSONValue = [
      "type": "array", "items": ["type": "string"], "minItems": 1, "uniqueItems": true,
    ]
    return [
      "anyOf": [
        .object(OptionSchema.choice(kinds, isOptional: false)), values,
        ["type": "array", "items": values, "minItems": 1, "maxItems": 1],
      ],
      "description": "A kind, [kind] for a list, or a list of the values it may have.",
    ]
  }()
}
