import GalleyKit

/// The types and features an exporter writes.
struct Selection: Sendable {
  /// nil: all.
  private let types: Set<Symbol>?
  /// Features by type; nil: all.
  private let features: [Symbol: Set<Symbol>]?

  /// Checks the options and tells the host what is read.
  ///
  /// Annotations of the types in `counts` are not written, nor are they of any feature's interest.
  ///
  /// - Throws: `PrepareFailure.reported` when a name is unknown, or a type written and counted.
  init(
    types typeNames: [String]?,
    features paths: [String]?,
    counts: [String] = [],
    _ setup: borrowing Setup
  ) throws {
    let schema = setup.schema
    var names = SelectedNames(schema: schema)
    var wanted = names.check(types: typeNames, setup)
    let columns = names.check(features: paths, setup)
    names.check(counts: counts, notAmong: typeNames ?? [], setup)
    if names.hasProblems { throw PrepareFailure.reported }
    if !counts.isEmpty, wanted == nil {
      wanted = schema.map(\.name).filter { !counts.contains($0) }
    }
    types = wanted.map { Set($0.map { setup.type($0) }) }
    features = columns.map { columns in
      Dictionary(grouping: columns) { setup.type($0.type) }.mapValues { paths in
        Set(paths.map { setup.feature($0.type, $0.feature ?? "") })
      }
    }
    if wanted == nil, columns == nil {
      setup.declare(readsOptional: ["*"])
    } else {
      let counted = counts.map { SchemaPath($0) }
      setup.declare(readsOptional: Self.reads(schema, wanted, columns) + counted)
    }
  }

  func shows(_ type: Symbol) -> Bool { types?.contains(type) ?? true }

  func shows(_ feature: Symbol, of type: Symbol) -> Bool {
    features.map { $0[type]?.contains(feature) ?? false } ?? true
  }

  private static func reads(
    _ schema: [TypeDeclaration],
    _ types: [String]?,
    _ columns: [SchemaPath]?
  ) -> [SchemaPath] {
    let shown = schema.filter { types?.contains($0.name) ?? true }
    let all = shown.flatMap { type in type.features.map { SchemaPath(type.name, $0.name) } }
    return shown.map { SchemaPath($0.name) } + all.filter { columns?.contains($0) ?? true }
  }
}

/// Names the user gave, checked against the schema.
private struct SelectedNames {
  let schema: [TypeDeclaration]
  private(set) var hasProblems = false

  init(schema: [TypeDeclaration]) { self.schema = schema }

  mutating func check(types names: [String]?, _ setup: borrowing Setup) -> [String]? {
    guard let names else { return nil }
    for (i, name) in names.enumerated() { check(type: name, at: "/types/\(i)", setup) }
    return names
  }

  mutating func check(features paths: [String]?, _ setup: borrowing Setup) -> [SchemaPath]? {
    guard let paths else { return nil }
    for (i, path) in paths.enumerated() {
      check(feature: SchemaPath(parsing: path), at: "/features/\(i)", setup)
    }
    return paths.map { SchemaPath(parsing: $0) }
  }

  mutating func check(
    counts names: [String],
    notAmong written: [String],
    _ setup: borrowing Setup
  ) {
    for (i, name) in names.enumerated() {
      check(type: name, at: "/counts/\(i)", setup)
      guard written.contains(name) else { continue }
      hasProblems = true
      setup.report(
        code: "written-and-counted",
        at: "/counts/\(i)",
        "the annotations of '\(name)' are written and only counted",
        fix: "take '\(name)' out of 'types' or of 'counts'"
      )
    }
  }

  private mutating func check(type name: String, at pointer: String, _ setup: borrowing Setup) {
    if schema.contains(where: { $0.name == name }) { return }
    hasProblems = true
    setup.report(
      code: "unknown-type",
      at: pointer,
      "no type '\(name)'",
      fix: NearestName.fix(for: name, among: schema.map(\.name), called: "types") ?? ""
    )
  }

  private mutating func check(
    feature path: SchemaPath,
    at pointer: String,
    _ setup: borrowing Setup
  ) {
    guard let feature = path.feature else {
      hasProblems = true
      setup.report(
        code: "bad-feature",
        at: pointer,
        "'\(path)' is not of the form Type.feature",
        fix: "write '\(path).' and the name of a feature"
      )
      return
    }
    guard let type = schema.first(where: { $0.name == path.type }) else {
      return check(type: path.type, at: pointer, setup)
    }
    if type.features.contains(where: { $0.name == feature }) { return }
    hasProblems = true
    setup.report(
      code: "unknown-feature",
      at: pointer,
      "type '\(type.name)' has no feature '\(feature)'",
      fix: NearestName.fix(for: feature, among: type.features.map(\.name), called: "features") ?? ""
    )
  }
}
