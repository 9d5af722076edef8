package import GalleyKit

/// The annotation types of a run, with the number of each and of its features.
///
/// Types are numbered by the byte order of their names (slots), features by the order of their
/// declaration (columns).
package struct Schema: Sendable {
  package struct TypeEntry: Sendable {
    package let declaration: TypeDeclaration
    package let symbol: Symbol
    package let columns: [ColumnEntry]
  }

  package struct ColumnEntry: Sendable {
    package let declaration: FeatureDeclaration
    package let symbol: Symbol
    /// Symbols of the only texts allowed; empty when all are.
    let allowed: [UInt32]
  }

  package let types: [TypeEntry]
  private let slotBySymbol: [UInt32: Int]

  /// `declarations`: merged, one per type.
  package init(_ declarations: [TypeDeclaration], symbols: SymbolTable) {
    types = declarations.sorted {
      Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8))
    }
    .map { declaration in
      TypeEntry(
        declaration: declaration,
        symbol: symbols.symbol(declaration.name),
        columns: declaration.features.map { feature in
          ColumnEntry(
            declaration: feature,
            symbol: symbols.symbol(feature.name),
            allowed: (feature.values ?? []).map { symbols.symbol($0).rawValue }
          )
        }
      )
    }
    slotBySymbol = Dictionary(
      types.enumerated().map { ($1.symbol.rawValue, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  package func slot(of type: UInt32) -> Int? { slotBySymbol[type] }

  package func slot(named name: String) -> Int? {
    types.firstIndex { $0.declaration.name == name }
  }

  package func column(named name: String, in slot: Int) -> Int? {
    types[slot].columns.firstIndex { $0.declaration.name == name }
  }

  func column(of feature: UInt32, in slot: Int) -> Int? {
    types[slot].columns.firstIndex { $0.symbol.rawValue == feature }
  }
}
