import GalleyKit

/// Reads `tests:`.
struct TestReader {
  static let keys = PipelineKeys.test.map(\.name)

  static func read(
    _ nodes: [Node],
    into problems: inout DiagnosticCollector
  ) -> [PipelineTest] {
    var names: [String: Node] = [:]
    var tests: [PipelineTest] = []
    for node in nodes {
      guard let map = MapReader(node, "a test", keys: keys, into: &problems),
        let test = test(map, into: &problems)
      else { continue }
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

  private static func test(
    _ map: MapReader,
    into problems: inout DiagnosticCollector
  ) -> PipelineTest? {
    let name = required("name", map, into: &problems)
    let expect = required("expect", map, into: &problems)
    let published = map.text("published", into: &problems)
    guard let input = input(map, into: &problems), let name, let expect else { return nil }
    return PipelineTest(
      name: name,
      input: input,
      published: published,
      expect: Paths.absolute(expect, in: map["expect"]?.baseFolder),
      location: map.node.location,
      inputLocation: (map["file"] ?? map["text"] ?? map.node).location,
      expectLocation: (map["expect"] ?? map.node).location
    )
  }

  private static func required(
    _ key: String,
    _ map: MapReader,
    into problems: inout DiagnosticCollector
  ) -> String? {
    if map[key]?.isNull ?? true {
      problems.error("missing-key", at: map.node, "a test without '\(key)'")
      return nil
    }
    return map.text(key, into: &problems)
  }

  private static func input(
    _ map: MapReader,
    into problems: inout DiagnosticCollector
  ) -> PipelineTest.Input? {
    switch (map["file"], map["text"]) {
    case (let file?, nil):
      return map.text("file", into: &problems).map {
        .file(Paths.absolute($0, in: file.baseFolder))
      }
    case (nil, .some): return map.text("text", into: &problems).map { .text($0) }
    case (nil, nil):
      problems.error("missing-key", at: map.node, "a test without 'file' or 'text'")
    case (.some, .some):
      problems.error(
        "missing-key",
        at: map.key("text") ?? map.node,
        "a test with both 'file' and 'text'",
        fix: "leave one out"
      )
    }
    return nil
  }
}
