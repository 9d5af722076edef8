import GalleyKit

extension Pipeline {
  /// The resolved pipeline, with secrets masked.
  var description: JSONValue {
    [
      "name": .text(name), "major": .integer(Int64(major)),
      "files": .list(files.map { .text($0) }),
      "types": .object(
        Dictionary(types.map { ($0.name, $0.description) }, uniquingKeysWith: { first, _ in first })
      ),
      "source": source.description, "stages": .list(stages.map(\.description)),
      "export": .list(exports.map(\.description)),
    ]
  }
}

extension TypeDeclaration {
  /// The features in their order.
  fileprivate var description: JSONValue {
    .list(
      features.map { feature in
        var members: [String: JSONValue] = [
          "name": .text(feature.name), "kind": .text(feature.kind.rawValue),
        ]
        members["items"] = feature.items.map { .text($0.rawValue) }
        return .object(members)
      }
    )
  }
}

extension Pipeline.Stage {
  fileprivate var description: JSONValue {
    var object: [String: JSONValue] = [
      "id": .text(id), "uses": .text("\(manifest.stage)"), "with": printedOptions,
      "on_error": .text(onError.rawValue), "time_ms": .integer(time),
    ]
    if over.value != "text" { object["over"] = .text(over.value) }
    if !zones.value.isEmpty { object["zones"] = .list(zones.value.map { .text($0) }) }
    if let condition { object["when"] = .text(condition.text) }
    return .object(object)
  }
}
