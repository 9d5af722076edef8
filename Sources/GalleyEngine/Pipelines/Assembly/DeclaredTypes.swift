import GalleyKit

/// Merges the declarations of types from manifests and files.
///
/// Features of one type add up. A feature declared twice must have the same kind, the same kind of
/// items and the same allowed values each time: a wider list in one place would let values pass that
/// another place promised could not come.
struct DeclaredTypes {
  private struct Feature {
    var declaration: FeatureDeclaration
    /// Where it was declared first, in words.
    var place: String
  }

  private struct Entry {
    var help: String?
    var names: [String] = []
    var features: [String: Feature] = [:]
  }

  private var names: [String] = []
  private var entries: [String: Entry] = [:]

  /// All types, in the order of first declaration.
  var declarations: [TypeDeclaration] {
    names.map { name in
      let entry = entries[name] ?? Entry()
      return TypeDeclaration(
        name,
        entry.names.compactMap { entry.features[$0]?.declaration },
        help: entry.help
      )
    }
  }

  /// Adds what a stage's manifest declares; conflicts are reported where the stage is used.
  mutating func add(
    _ manifest: Manifest,
    usedAt place: SourceLocation,
    into problems: inout DiagnosticCollector
  ) {
    for type in manifest.types {
      open(type.name, help: type.help)
      for feature in type.features {
        add(
          feature,
          to: type.name,
          described: "stage '\(manifest.stage)'",
          at: place,
          into: &problems
        )
      }
    }
  }

  /// Adds what a file declares under `types:`.
  mutating func add(_ pair: Node.Pair, into problems: inout DiagnosticCollector) {
    guard let name = pair.key.text, Self.isTypeName(name) else {
      problems.error(
        "type-name",
        at: pair.key,
        "'\(pair.key.text ?? "")' is not a type's name",
        fix: "write it in UpperCamelCase: 'Person'"
      )
      return
    }
    open(name, help: nil)
    guard !pair.value.isNull, !pair.value.isBroken else { return }
    guard let features = pair.value.pairs else {
      problems.wrongType(of: "type '\(name)'", expected: "a map", pair.value)
      return
    }
    for feature in features {
      guard let declaration = FeatureReader.read(feature, of: name, into: &problems) else {
        continue
      }
      add(
        declaration,
        to: name,
        described: "\(feature.key.location)",
        at: feature.key.location,
        into: &problems
      )
    }
  }

  private mutating func open(_ name: String, help: String?) {
    if entries[name] == nil { names.append(name) }
    entries[name, default: Entry()].help = entries[name]?.help ?? help
  }

  private mutating func add(
    _ feature: FeatureDeclaration,
    to type: String,
    described place: String,
    at location: SourceLocation,
    into problems: inout DiagnosticCollector
  ) {
    guard let first = entries[type]?.features[feature.name] else {
      entries[type]?.names.append(feature.name)
      entries[type]?.features[feature.name] = Feature(declaration: feature, place: place)
      return
    }
    let (old, new) = (first.declaration, feature)
    if (old.kind, old.items, old.values) != (new.kind, new.items, new.values) {
      problems.error(
        "type-conflict",
        at: location,
        "feature '\(type).\(feature.name)' is \(new.described) here, and \(old.described) in "
          + first.place
      )
    }
  }

  /// Whether a text is letters and digits, beginning with a capital.
  static func isTypeName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return text.utf8.allSatisfy { $0.isDigit || (0x61...0x7A).contains($0 | 0x20) && $0 < 0x80 }
  }
}

extension FeatureDeclaration {
  /// Its kind in words: `a list of reference`.
  var described: String {
    let base = items.map { "\(kind.rawValue) of \($0.rawValue)" } ?? kind.rawValue
    return values.map { "\(base), one of [\($0.joined(separator: ", "))]" } ?? base
  }
}
