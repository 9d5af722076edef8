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
  /// Of `VerbGroup.tense`: as other verbs have it.
  let nonfinite: Set<Symbol>
  /// Of `VerbGroup.modality`: what can or may be.
  let possible: Set<Symbol>
  /// Of `VerbGroup.aspect`: it has happened.
  let perfect: Set<Symbol>
  /// Of `VerbGroup.tense`: where it looks.
  let tenses: [Symbol: Direction]
  /// An empty batch of `Timex`, with its columns.
  let batch: AnnotationBatch

  private let classes: [TimexStage.RuleClass: Symbol]
  private let anchors: [TimexStage.RuleAnchor: Symbol]
  private let directions: [Direction: Symbol]

  init(_ setup: borrowing Setup) {
    sentence = setup.type("Sentence")
    verbGroup = setup.type("VerbGroup")
    tense = setup.feature("VerbGroup", "tense")
    modality = setup.feature("VerbGroup", "modality")
    aspect = setup.feature("VerbGroup", "aspect")
    past = setup.symbol("past")
    present = setup.symbol("present")
    nonfinite = [setup.symbol("infinitive"), setup.symbol("present_participle")]
    possible = [
      setup.symbol("can"), setup.symbol("could"), setup.symbol("may"), setup.symbol("might"),
    ]
    perfect = [setup.symbol("perfective"), setup.symbol("perfective_progressive")]
    tenses = [
      past: .past, setup.symbol("past_participle"): .past, setup.symbol("future"): .future,
      present: .future, setup.symbol("infinitive"): .possible,
    ]
    classes = [
      .date: setup.symbol("DATE"), .time: setup.symbol("TIME"),
      .duration: setup.symbol("DURATION"), .set: setup.symbol("SET"),
    ]
    anchors = [
      .publication: setup.symbol("publication"), .mention: setup.symbol("mention"),
      .period: setup.symbol("period"),
    ]
    directions = [.past: setup.symbol("past"), .future: setup.symbol("future")]
    let texts = [
      "class", "value", "mod", "quant", "freq", "begin", "end", "anchor", "direction",
    ]
    var columns = texts.map { ColumnBuilder(setup.feature("Timex", $0), .text) }
    columns.append(ColumnBuilder(setup.feature("Timex", "invalid"), .flag))
    batch = AnnotationBatch(setup.type("Timex"), columns: columns)
  }

  /// Writes the features of the row just added.
  func fill(
    _ batch: inout AnnotationBatch,
    _ rule: TimeRule,
    _ expression: Expression,
    _ resolved: Resolver.Resolved,
    _ output: borrowing Annotations
  ) {
    let days = resolved.value?.days
    let texts = [
      nil, resolved.text, expression.mod, expression.quant, expression.freq,
      days.map { CalendarValue($0.first).text }, days.map { CalendarValue($0.last).text },
    ]
    for (column, text) in texts.enumerated().dropFirst() {
      if let text, !text.isEmpty {
        batch.columns[column].append(text: output.text(text))
      } else {
        batch.columns[column].appendNull()
      }
    }
    append(classes[rule.kind], to: &batch.columns[0])
    append(resolved.anchor.flatMap { anchors[$0] }, to: &batch.columns[7])
    append(resolved.direction.flatMap { directions[$0] }, to: &batch.columns[8])
    if resolved.isInvalid {
      batch.columns[9].append(flag: true)
    } else {
      batch.columns[9].appendNull()
    }
  }

  private func append(_ symbol: Symbol?, to column: inout ColumnBuilder) {
    if let symbol { column.append(text: symbol) } else { column.appendNull() }
  }
}
