import GalleyKit

extension Pipeline {
  /// The resolved pipeline, with secrets masked.
  var description: JSONValue {
    [
      "name": .text(name), "major": .integer(Int64(major)),
      "files": .list(files.map { .text($0) }),
      "source": source.description, "stages": .list(stages.map(\.description)),
      "export": .list(exports.map(\.description)),
    ]
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
