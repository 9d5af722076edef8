package import GalleyKit

extension Pipeline {
  /// The resolved pipeline as JSON: keys in fixed order, values from the environment masked.
  package var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Writes the resolved pipeline as one JSON object.
  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("pipeline", "\(name)/\(major)")
    writer.key("files")
    writer.value(.list(files.map { .text($0) }))
    writer.key("types")
    writer.beginObject()
    for type in types { type.write(to: &writer) }
    writer.endObject()
    writer.key("source")
    source.write(to: &writer, isEnd: true)
    writer.key("defaults")
    defaults.write(to: &writer)
    writer.list("stages", stages) { $0.write(to: &$1, isEnd: false) }
    writer.list("export", exports) { $0.write(to: &$1, isEnd: true) }
    writer.list("tests", tests) { $0.write(to: &$1) }
    writer.endObject()
  }
}

extension TypeDeclaration {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.key(name)
    writer.beginObject()
    for feature in features {
      let item: JSONValue =
        feature.values.map { .list($0.map { .text($0) }) }
        ?? .text((feature.items ?? feature.kind).rawValue)
      writer.key(feature.name)
      writer.value(feature.kind == .list ? .list([item]) : item)
    }
    writer.endObject()
  }
}

extension Pipeline.Stage {
  /// Sources and exports, the ends of a pipeline, have fewer keys.
  fileprivate func write(to writer: inout JSONWriter, isEnd: Bool) {
    writer.beginObject()
    writer.member("id", id)
    writer.member("uses", "\(manifest.stage)")
    writer.member("plugin", entry.plugin)
    writer.member("version", entry.version)
    writer.key("with")
    writer.value(printedOptions)
    if !isEnd {
      writer.member("over", over.value)
      writer.key("zones")
      writer.value(.list(zones.value.map { .text($0) }))
      if let condition { writer.member("when", condition.text) }
      writer.member("on_error", onError.rawValue)
      writer.member("time", Quantity.duration(time))
    }
    writer.endObject()
  }
}

extension Pipeline.Defaults {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("on_error", onError.rawValue)
    writer.member("time", Quantity.duration(time))
    writer.key("max_document")
    writer.value(maximumDocument)
    writer.endObject()
  }
}

extension PipelineTest {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    switch input {
    case .file(let path): writer.member("file", path)
    case .text(let text): writer.member("text", text)
    }
    if !metadata.isEmpty {
      writer.key("metadata")
      writer.value(.object(metadata))
    }
    if let types {
      writer.key("types")
      writer.value(.list(types.map { .text($0) }))
    }
    if case .file(let path) = expectation { writer.member("expect", path) }
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  fileprivate mutating func list<Element>(
    _ name: String,
    _ elements: [Element],
    _ write: (Element, inout JSONWriter) -> Void
  ) {
    key(name)
    beginList()
    for element in elements { write(element, &self) }
    endList()
  }
}
