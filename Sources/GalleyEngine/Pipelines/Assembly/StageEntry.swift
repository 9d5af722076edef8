import GalleyKit

/// One use of a stage as written, after merging.
struct StageEntry {
  static let stageKeys = PipelineKeys.stage.map(\.name)
  static let endKeys = PipelineKeys.end.map(\.name)

  /// The `id:`, or else the stage's name without its major; nil when neither is there.
  var id: String?
  /// Where the id is written.
  var idNode: Node
  var keys: [String: Node]
  var node: Node

  /// Reads an entry; nil when it is no map, which is then said.
  init?(
    _ node: Node,
    _ what: String,
    keys allowed: [String],
    into problems: inout DiagnosticCollector
  ) {
    guard let map = MapReader(node, what, keys: allowed, into: &problems) else { return nil }
    self.node = node
    keys = [:]
    for key in allowed {
      if let value = map[key] { keys[key] = value }
    }
    idNode = map["id"] ?? map["uses"] ?? node
    id = Self.id(map, into: &problems)
  }

  private static func id(_ map: MapReader, into problems: inout DiagnosticCollector) -> String? {
    guard let written = map["id"] else {
      return map["uses"]?.text.map { String($0.prefix { $0 != "@" }) }
    }
    guard let id = map.text("id", into: &problems) else { return nil }
    guard VariableReference.isName(id) else {
      problems.error(
        "stage-id",
        at: written,
        "'\(written.scalar?.printed.shortened ?? id)' is not an id",
        fix: "use letters, digits, '_' and '-', beginning with a letter"
      )
      return nil
    }
    return id
  }

  /// Takes over the keys of a later entry that changes this one: maps merge, the rest replaces.
  mutating func change(by other: StageEntry) {
    for (key, value) in other.keys where key != "id" {
      keys[key] = keys[key].map { $0.merged(with: value) } ?? value
    }
  }
}

extension Node {
  /// A map with the keys of another added or, unless both are maps, replaced.
  func merged(with other: Node) -> Node {
    guard var pairs, let changes = other.pairs else { return other }
    let places = Dictionary(
      pairs.enumerated().map { ($0.element.key.text ?? "", $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    for change in changes {
      if let at = places[change.key.text ?? ""] {
        pairs[at] = Pair(key: change.key, value: pairs[at].value.merged(with: change.value))
      } else {
        pairs.append(change)
      }
    }
    return other.replacing(.mapping(pairs))
  }
}
