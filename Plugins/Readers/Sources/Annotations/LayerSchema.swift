import GalleyKit

/// The types and features that annotations in the input may have, with their numbers.
struct LayerSchema: Sendable {
  struct Feature: Sendable {
    let declaration: FeatureDeclaration
    let symbol: Symbol

    /// The keys it is written under: a span is two offsets, `cue_span` is `cue_start` and `cue_end`.
    var keys: [String] {
      guard declaration.kind == .span else { return [declaration.name] }
      let name = declaration.name
      let stem = name.hasSuffix("_span") ? String(name.dropLast("_span".count)) : name
      return [stem + "_start", stem + "_end"]
    }
  }

  struct Entry: Sendable {
    let name: String
    let symbol: Symbol
    let features: [Feature]
    /// Keys of all features.
    let keys: Set<String>
  }

  let entries: [Entry]
  /// What becomes of types and features that are not among the entries.
  let undeclared: UndeclaredChoice
  private let positions: [String: Int]

  init(_ setup: borrowing Setup, undeclared: UndeclaredChoice) {
    self.undeclared = undeclared
    var entries: [Entry] = []
    for type in setup.schema {
      var features: [Feature] = []
      for feature in type.features {
        features.append(
          Feature(declaration: feature, symbol: setup.feature(type.name, feature.name))
        )
      }
      entries.append(
        Entry(
          name: type.name,
          symbol: setup.type(type.name),
          features: features,
          keys: Set(features.flatMap(\.keys))
        )
      )
    }
    self.entries = entries
    positions = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// Checks the name of a layer, the option `annotations` of a reader.
  ///
  /// - Throws: `PrepareFailure.reported` when it cannot be one.
  static func check(layer name: String?, _ setup: borrowing Setup) throws {
    guard let name, name.isEmpty || name == "system" else { return }
    setup.report(
      code: "bad-layer",
      at: "/annotations",
      name.isEmpty ? "the layer has no name" : "the layer 'system' is that of the stages",
      fix: "write 'gold'"
    )
    throw PrepareFailure.reported
  }

  func position(of type: String) -> Int? { positions[type] }
}
