import GalleyKit

/// What a stage wants from those before it.
struct StageNeeds {
  private let required: [SchemaPath]
  /// Required and optional.
  private let reads: [SchemaPath]
  private let view: String
  private let keys: [String]

  init(of stage: Pipeline.Stage, facts: StageFacts) {
    let zones: [SchemaPath] = stage.zones.value.isEmpty ? [] : ["Zone", "Zone.kind"]
    // Whoever adds, overwrites or hides something works on the rows that are there.
    let touched = facts.emits.filter { $0.feature != nil && !facts.emits(SchemaPath($0.type)) }
    let rows = (touched + facts.changes + facts.removes).map { SchemaPath($0.type) }
    required = facts.reads + zones.prefix(1)
    reads = facts.reads + facts.readsOptional + zones + facts.changes + rows
    view = stage.over.value
    keys = (stage.condition?.keys ?? []) + facts.readsMetadata
  }

  /// In words, what an earlier stage does that matters to this one; nil for nothing.
  func effect(of earlier: StageFacts) -> String? {
    for path in reads {
      if let effect = earlier.effect(on: path) { return effect }
    }
    if view != "text", earlier.views.contains(view) { return "adds view '\(view)'" }
    return keys.first { earlier.sets.contains($0) }.map { "sets '\($0)'" }
  }

  /// In words, what an earlier stage does to something of the many this one takes as they come.
  ///
  /// Not worth a warning when it is skipped: whoever reads everything reads what there is.
  func openEffect(of earlier: StageFacts) -> String? {
    reads.lazy.compactMap { earlier.effect(onAnyOf: $0) }.first
  }

  /// In words, what this stage must have and only a skipped stage gives; nil when it can do without.
  func requirement(lostWith skipped: StageFacts, others: [StageFacts]) -> String? {
    for path in required.flatMap({ [$0, SchemaPath($0.type)] })
    where skipped.emits(path) && !others.contains(where: { $0.emits(path) }) {
      return "emits \(path)"
    }
    let isLost =
      view != "text" && skipped.views.contains(view)
      && !others.contains { $0.views.contains(view) }
    return isLost ? "adds view '\(view)'" : nil
  }
}
