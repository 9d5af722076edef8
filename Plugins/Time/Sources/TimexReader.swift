import GalleyKit

/// An expression as `timex@1` left it in a document.
struct FoundTimex {
  var id: UInt32
  var span: TextSpan
  var pending: PendingValue
  /// Whether its value depends on when it was said.
  var isUnderspecified: Bool
  /// What its rule counts from.
  var anchor: TimexStage.RuleAnchor
  /// Where its sentence looks; nil: it does not say.
  var tense: Direction?
}

/// Reads the expressions of a document, in the order in which they were resolved.
struct TimexReader: Sendable {
  let type: Symbol

  private let set: Symbol
  private let features: [Symbol]
  private let columns: TimexColumns

  init(_ setup: borrowing Setup) {
    type = setup.type("Timex")
    set = setup.symbol("SET")
    features = ["class", "value", "underspecified", "counts_from", "tense"].map {
      setup.feature("Timex", $0)
    }
    columns = TimexColumns(setup)
  }

  func forEach(in document: borrowing Document, _ body: (FoundTimex) throws -> Void) rethrows {
    let table = document.annotations(of: type)
    let columns = features.map { table.feature($0) }
    for row in table.rows {
      let texts = columns.map { column -> Symbol? in
        guard let column, column.has(row) else { return nil }
        return column.text(row)
      }
      let value = texts[1].map { document.text(of: $0) } ?? ""
      let underspecified = texts[2].map { document.text(of: $0) }
      try body(
        FoundTimex(
          id: table.id[row],
          span: table.span(row),
          pending: texts[0] == set ? .literal(value) : PendingValue(underspecified ?? value),
          isUnderspecified: underspecified != nil,
          anchor: texts[3].flatMap { self.columns.anchor(of: $0) } ?? .publication,
          tense: texts[4].flatMap { self.columns.direction(of: $0) }
        )
      )
    }
  }
}
