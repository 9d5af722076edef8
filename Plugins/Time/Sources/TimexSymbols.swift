import GalleyKit

/// The numbers of the run for what `timex@1` reads and writes.
struct TimexSymbols: Sendable {
  let sentence: Symbol
  let verbGroup: Symbol
  let tense: Symbol
  let modality: Symbol
  let aspect: Symbol
  /// Of `VerbGroup.tense`.
  let past: Symbol
  let present: Symbol
  let future: Symbol
  /// Of `VerbGroup.tense`: as other verbs have it.
  let nonfinite: Set<Symbol>
  /// Of `VerbGroup.modality`: what can or may be.
  let possible: Set<Symbol>
  /// Of `VerbGroup.modality`: with a perfect, what has not been: would have come.
  let conditional: Set<Symbol>
  /// Of `VerbGroup.aspect`: it has happened.
  let perfect: Set<Symbol>
  /// Of `VerbGroup.tense`: where it looks.
  let tenses: [Symbol: Direction]
  /// An empty batch of `Timex`, with its columns.
  let batch: AnnotationBatch

  private let classes: [TimexStage.RuleClass: Symbol]
  private let columns: TimexColumns

  init(_ setup: borrowing Setup) {
    sentence = setup.type("Sentence")
    verbGroup = setup.type("VerbGroup")
    tense = setup.feature("VerbGroup", "tense")
    modality = setup.feature("VerbGroup", "modality")
    aspect = setup.feature("VerbGroup", "aspect")
    past = setup.symbol("past")
    present = setup.symbol("present")
    future = setup.symbol("future")
    nonfinite = [setup.symbol("infinitive"), setup.symbol("present_participle")]
    possible = [
      setup.symbol("can"), setup.symbol("could"), setup.symbol("may"), setup.symbol("might"),
    ]
    conditional = [
      setup.symbol("would"), setup.symbol("could"), setup.symbol("should"), setup.symbol("might"),
    ]
    perfect = [setup.symbol("perfective"), setup.symbol("perfective_progressive")]
    tenses = [
      past: .past, setup.symbol("past_participle"): .past, future: .future,
      present: .future, setup.symbol("infinitive"): .possible,
    ]
    classes = [
      .date: setup.symbol("DATE"), .time: setup.symbol("TIME"),
      .duration: setup.symbol("DURATION"), .set: setup.symbol("SET"),
    ]
    columns = TimexColumns(setup)
    batch = AnnotationBatch(
      setup.type("Timex"),
      columns: columns.columns
        + TimexType.said.map { ColumnBuilder(setup.feature("Timex", $0), .text) }
    )
  }

  /// Writes the features of the row just added.
  func fill(
    _ batch: inout AnnotationBatch,
    _ expression: Expression,
    _ resolved: Resolver.Resolved,
    _ output: borrowing Annotations
  ) {
    columns.append(resolved, to: &batch.columns, output)
    let said = columns.columns.count
    batch.columns[said].append(classes[expression.kind])
    batch.columns[said + 1].append(expression.mod, output)
    batch.columns[said + 2].append(expression.quant, output)
    batch.columns[said + 3].append(expression.freq, output)
    let isOpen = expression.pending.isOpen || resolved.isInvalid
    batch.columns[said + 4].append(isOpen ? expression.value : nil, output)
    let anchor = isOpen && expression.anchor != .publication ? expression.anchor : nil
    batch.columns[said + 5].append(columns.symbol(of: anchor))
    batch.columns[said + 6].append(columns.symbol(of: expression.direction))
  }
}
