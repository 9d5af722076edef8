import GalleyKit

/// One use of a stage as written, after merging.
struct StageEntry {
  /// The `id:`, or else the stage's name without its major; nil when neither is there.
  var id: String?
  /// Where the id is written.
  var idNode: Node
  var keys: [String: Node]
  var node: Node

  /// Reads an entry; nil when it is no map, which is then said.
  init?(
    _ node: Node,
    as role: StageCatalog.Role,
    catalog: StageCatalog,
    into problems: inout DiagnosticCollector
  ) {
    let map = MapReader(
      node,
      role.described,
      keys: role.keys,
      hidden: role.reservedKeys,
      fix: { Self.fix($0, in: node, catalog) },
      form: { Self.form($0, as: role) },
      into: &problems
    )
    guard let map else { return nil }
    self.node = node
    keys = [:]
    for key in role.keys + role.reservedKeys {
      if let value = map[key] { keys[key] = value }
    }
    idNode = map["id"] ?? map["uses"] ?? node
    id = Self.id(map, into: &problems)
  }

  /// What to do about an option that stands beside `uses:`.
  private static func fix(_ pair: Node.Pair, in node: Node, _ catalog: StageCatalog) -> String? {
    let name = node["uses"]?.text.flatMap { StageName(parsing: $0) }
    guard let name, let key = pair.key.text,
      catalog[name]?.manifest.options.contains(where: { $0.name == key }) == true
    else { return nil }
    return "'\(key)' is an option of '\(name)': put it under 'with:'"
  }

  /// How to write a stage of which only the name is given.
  private static func form(_ text: String, as role: StageCatalog.Role) -> String? {
    guard StageName(parsing: text) != nil else { return nil }
    return "write '\(role == .source ? "" : "- "){uses: \(text)}'"
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

extension StageCatalog.Role {
  /// The keys of an entry.
  var keys: [String] { (self == .stage ? PipelineKeys.stage : PipelineKeys.end).map(\.name) }

  fileprivate var reservedKeys: [String] { self == .stage ? PipelineKeys.reserved : [] }

  /// An entry in words.
  fileprivate var described: String {
    switch self {
    case .source: "'source'"
    case .stage: "a stage"
    case .export: "an export"
    }
  }
}
