import GalleyKit

/// Reads `tests:`.
struct TestReader {
  static let keys = PipelineKeys.test.map(\.name)

  /// - Parameters:
  ///   - nodes: the tests.
  ///   - types: those of the pipeline, to which the ones a test names belong; nil: not all are known.
  ///   - problems: what is wrong with them.
  /// - Returns: those that are well.
  static func read(
    _ nodes: [Node],
    types: [TypeDeclaration]?,
    into problems: inout DiagnosticCollector
  ) -> [PipelineTest] {
    var names: [String: Node] = [:]
    var tests: [PipelineTest] = []
    let schema = types.map { Dictionary($0.map { ($0.name, $0) }) { first, _ in first } }
    for node in nodes {
      guard let map = MapReader(node, "a test", keys: keys, into: &problems) else { continue }
      let reader = TestReader(map: map, schema: schema)
      guard let test = reader.test(into: &problems) else { continue }
      if let first = names[test.name] {
        problems.error(
          "duplicate-id",
          at: map["name"] ?? node,
          "test name '\(test.name)' is taken by the test at \(first.location)"
        )
      } else {
        names[test.name] = map["name"] ?? node
        tests.append(test)
      }
    }
    return tests
  }

  private let map: MapReader
  private let schema: [String: TypeDeclaration]?

  private func test(into problems: inout DiagnosticCollector) -> PipelineTest? {
    let name = name(into: &problems)
    let types = types(into: &problems)
    let metadata = metadata(into: &problems)
    let content = content(into: &problems)
    guard let name, let (input, expectation) = content else { return nil }
    let inputNode = map["file"] ?? map["text"] ?? map["marked"] ?? map.node
    return PipelineTest(
      name: name,
      input: input,
      expectation: expectation,
      types: types,
      metadata: metadata,
      location: map.node.location,
      inputLocation: inputNode.location,
      expectLocation: (map["expect"] ?? inputNode).location
    )
  }

  private func name(into problems: inout DiagnosticCollector) -> String? {
    if map["name"]?.isNull ?? true {
      problems.error("missing-key", at: map.node, "a test without 'name'")
      return nil
    }
    return map.text("name", into: &problems)
  }

  private func types(into problems: inout DiagnosticCollector) -> [String]? {
    guard let written = map["types"], !written.isNull else { return nil }
    var names: [String] = []
    for node in map.list("types", into: &problems) {
      guard case .value(.text(let name)) = node.scalar?.value else {
        problems.wrongType(of: "'types'", expected: "text", node)
        continue
      }
      if let schema, schema[name] == nil {
        problems.error(
          "unknown-type",
          at: node,
          "type '\(name)' is not declared",
          fix: NearestName.of(name, among: schema.keys).map { "did you mean '\($0)'?" }
        )
      }
      names.append(name)
    }
    return names
  }

  private func metadata(into problems: inout DiagnosticCollector) -> [String: JSONValue] {
    var metadata: [String: JSONValue] = [:]
    for pair in map.map("metadata", into: &problems) {
      guard let key = pair.key.text else { continue }
      if case .value(let value) = pair.value.scalar?.value {
        metadata[key] = value
      } else {
        problems.wrongType(of: "'metadata'", expected: "a text, number or flag", pair.value)
      }
    }
    if let published = map.text("published", into: &problems) {
      metadata["published"] = .text(published)
    }
    return metadata
  }

  /// The text, and what must be found in it.
  private func content(
    into problems: inout DiagnosticCollector
  ) -> (PipelineTest.Input, PipelineTest.Expectation)? {
    let given = ["file", "text", "marked"].filter { map[$0] != nil }
    guard let key = given.first else {
      problems.error("missing-key", at: map.node, "a test without 'file', 'text' or 'marked'")
      return nil
    }
    guard given.count == 1 else {
      problems.error(
        "missing-key",
        at: map.key(given[1]) ?? map.node,
        "a test with both '\(key)' and '\(given[1])'",
        fix: "leave one out"
      )
      return nil
    }
    let text = map.text(key, into: &problems)
    if key == "marked" { return text.flatMap { marked($0, into: &problems) } }
    guard let expect = map["expect"], !expect.isNull else {
      problems.error(
        "missing-key",
        at: map.node,
        "a test without 'expect'",
        fix: "name a file '….jsonl' and let 'galley test --bless' write it, or use 'marked'"
      )
      return nil
    }
    guard let path = map.text("expect", into: &problems), let text else { return nil }
    return (
      key == "text" ? .text(text) : .file(Paths.absolute(text, in: map["file"]?.baseFolder)),
      .file(Paths.absolute(path, in: expect.baseFolder))
    )
  }

  private func marked(
    _ text: String,
    into problems: inout DiagnosticCollector
  ) -> (PipelineTest.Input, PipelineTest.Expectation)? {
    let node = map["marked"] ?? map.node
    if let expect = map.key("expect") {
      problems.error(
        "two-expectations",
        at: expect,
        "a test with both 'marked' and 'expect'",
        fix: "the marks say what is expected; leave 'expect' out, or write 'text'"
      )
      return nil
    }
    let marked: MarkedText
    do throws(MarkError) {
      marked = try MarkedText(text)
    } catch {
      problems.error(
        "bad-marks",
        at: node.location(of: error.bytes(in: text)),
        error.message,
        fix: "marks are written [text](Type feature=value)"
      )
      return nil
    }
    for mark in marked.marks { check(mark, at: node, into: &problems) }
    return (.text(marked.text), .marks(marked.marks))
  }

  private func check(
    _ mark: MarkedText.Mark,
    at node: Node,
    into problems: inout DiagnosticCollector
  ) {
    if let name = mark.capture {
      problems.error(
        "bad-marks",
        at: node,
        "'{\(name)}' names a capture, and a pipeline has none",
        fix: "write [text](Type)"
      )
    }
    guard let name = mark.type, let schema else { return }
    guard let type = schema[name] else {
      problems.error(
        "unknown-type",
        at: node,
        "type '\(name)' is not declared",
        fix: NearestName.of(name, among: schema.keys).map { "did you mean '\($0)'?" }
      )
      return
    }
    let known = type.features.map(\.name)
    for feature in mark.features.keys.sorted() where !known.contains(feature) {
      problems.error(
        "unknown-feature",
        at: node,
        "type '\(name)' has no feature '\(feature)'",
        fix: NearestName.fix(for: feature, among: known, called: "it has") ?? "it has none"
      )
    }
  }
}
