import GalleyKit

/// What differs between the annotations a test expects and those that were found.
///
/// Both are lists as `jsonl@1` writes them. Ids are numbers in the order of insertion, which change
/// with every token; so a reference is compared by the place of what it refers to.
struct AnnotationDifferences {
  private(set) var missing: [JSONValue] = []
  private(set) var unexpected: [JSONValue] = []
  /// Pairs of one type at one place.
  private(set) var changed: [(expected: JSONValue, found: JSONValue)] = []

  /// - Parameters:
  ///   - expected: the annotations expected.
  ///   - found: those found.
  ///   - types: the types that count; nil: all.
  ///   - schema: the types of the pipeline, to know references.
  init(
    expected: [JSONValue],
    found: [JSONValue],
    types: Set<String>?,
    schema: [TypeDeclaration]
  ) {
    let references = Self.references(schema)
    var rest = Self.comparable(found, types, references)
    for annotation in Self.comparable(expected, types, references) {
      if let same = rest.firstIndex(of: annotation) {
        rest.remove(at: same)
      } else {
        missing.append(annotation)
      }
    }
    unexpected = rest
    pairChanges()
  }

  var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && changed.isEmpty }

  private mutating func pairChanges() {
    var unpaired: [JSONValue] = []
    for annotation in missing {
      if let other = unexpected.firstIndex(where: { Self.place($0) == Self.place(annotation) }) {
        changed.append((annotation, unexpected.remove(at: other)))
      } else {
        unpaired.append(annotation)
      }
    }
    missing = unpaired
  }

  private static func place(_ annotation: JSONValue) -> [JSONValue?] {
    [annotation["type"], annotation["start"], annotation["end"]]
  }

  /// Features that refer to annotations, as `Type.feature`.
  private static func references(_ schema: [TypeDeclaration]) -> Set<String> {
    Set(
      schema.flatMap { type in
        type.features.filter { ($0.items ?? $0.kind) == .reference }.map {
          "\(type.name).\($0.name)"
        }
      }
    )
  }

  private static func comparable(
    _ annotations: [JSONValue],
    _ types: Set<String>?,
    _ references: Set<String>
  ) -> [JSONValue] {
    var places: [JSONValue: JSONValue] = [:]
    for annotation in annotations {
      guard let id = annotation["id"] else { continue }
      let words = place(annotation).map { $0?.text ?? $0?.json ?? "" }
      places[id] = .text("\(words[0]) \(words[1])–\(words[2])")
    }
    func resolved(_ value: JSONValue) -> JSONValue {
      if case .list(let items) = value { return .list(items.map(resolved)) }
      return places[value] ?? value
    }
    return annotations.compactMap { annotation in
      guard case .object(var members) = annotation else { return annotation }
      let type = annotation["type"]?.text ?? ""
      if let types, !types.contains(type) { return nil }
      members["id"] = nil
      if case .object(var features)? = members["features"] {
        for name in features.keys where references.contains("\(type).\(name)") {
          features[name] = features[name].map(resolved)
        }
        members["features"] = .object(features)
      }
      return .object(members)
    }
  }
}

extension AnnotationDifferences {
  /// In one sentence: `2 annotations are missing, 1 was not expected`.
  var summary: String {
    var parts: [String] = []
    func add(_ count: Int, _ one: String, _ many: String) {
      guard count > 0 else { return }
      let noun = parts.isEmpty ? (count == 1 ? " annotation" : " annotations") : ""
      parts.append("\(count)\(noun) \(count == 1 ? one : many)")
    }
    add(missing.count, "is missing", "are missing")
    add(unexpected.count, "was not expected", "were not expected")
    add(changed.count, "is different", "are different")
    return parts.joined(separator: ", ")
  }

  /// The differences shown at most.
  private static let most = 20

  /// A line for each, with what it covers.
  func lines(_ text: [Unicode.Scalar]) -> [String] {
    var lines = missing.map { "    missing     \(Self.described($0, text))" }
    lines += unexpected.map { "    unexpected  \(Self.described($0, text))" }
    lines += changed.map { "    different   \(Self.change($0.expected, $0.found, text))" }
    guard lines.count > Self.most else { return lines }
    return lines.prefix(Self.most) + ["    and \(lines.count - Self.most) more"]
  }

  /// `Meeting 3–9 'Ann met' {"who":"Ann"} by events/met`.
  private static func described(_ annotation: JSONValue, _ text: [Unicode.Scalar]) -> String {
    let features = annotation["features"]
    let shown = features == .object([:]) || features == nil ? "" : " \(features?.json ?? "")"
    let maker = annotation["by"]?.text.map { " by \($0)" } ?? ""
    return VisibleText.escaped("\(head(annotation, text))\(shown)\(maker)")
  }

  private static func head(_ annotation: JSONValue, _ text: [Unicode.Scalar]) -> String {
    let type = annotation["type"]?.text ?? "?"
    guard case .integer(let start)? = annotation["start"],
      case .integer(let end)? = annotation["end"]
    else { return type }
    var covered = String.UnicodeScalarView()
    let range = Int(clamping: max(0, start))..<Int(clamping: max(0, start, end))
    covered.append(contentsOf: text[range.clamped(to: 0..<text.count)])
    let words = String(covered)
    return "\(type) \(start)–\(end) '\(words.count > 60 ? "\(words.prefix(59))…" : words)'"
  }

  private static func change(
    _ expected: JSONValue,
    _ found: JSONValue,
    _ text: [Unicode.Scalar]
  ) -> String {
    var parts: [String] = []
    func compare(_ name: String, _ wanted: JSONValue?, _ got: JSONValue?) {
      guard wanted != got else { return }
      switch (wanted, got) {
      case (let wanted?, let got?): parts.append("\(name) is \(got.json), not \(wanted.json)")
      case (let wanted?, nil):
        parts.append("\(name) has no value, and should be \(wanted.json)")
      case (_, let got): parts.append("\(name) is \(got?.json ?? ""), and should have no value")
      }
    }
    if case .object(let wanted)? = expected["features"], case .object(let got)? = found["features"]
    {
      for name in Set(wanted.keys).union(got.keys).sorted() {
        compare(name, wanted[name], got[name])
      }
    }
    compare("by", expected["by"], found["by"])
    return VisibleText.escaped("\(head(found, text)): \(parts.joined(separator: ", "))")
  }
}
