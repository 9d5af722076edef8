import GalleyKit

/// Finds what runs for a selection.
///
/// A stage needs all earlier stages that emit, change, remove or set something it reads, optional
/// reads included; the one that adds the view it works over; those that set metadata it or its `when:`
/// looks at; those that make zones, if it works in zones; and those that drop documents. So it gets
/// exactly what it gets in a full run. Exports need stages in the same way.
struct Selector {
  private let stages: [Pipeline.Stage]
  private let exports: [Pipeline.Stage]
  /// Of the stages, then of the exports.
  private let needs: [StageNeeds]
  private let facts: [StageFacts]
  private var problems = DiagnosticCollector()

  /// The selection, nil when there is an error.
  ///
  /// Errors are unknown ids and skipped stages that others cannot do without; warnings name those that
  /// run without something optional, and exports left out because nothing that runs emits what they
  /// read.
  static func select(
    _ selection: StageSelection,
    from pipeline: Pipeline,
    facts: PipelineFacts
  ) -> (SelectionResult?, [Diagnostic]) {
    var selector = Selector(pipeline, facts)
    let result = selector.result(selection)
    let problems = selector.problems
    return (problems.hasErrors ? nil : result, problems.sorted)
  }

  private init(_ pipeline: Pipeline, _ facts: PipelineFacts) {
    stages = pipeline.stages
    exports = pipeline.exports
    self.facts = facts.stages
    needs = zip(pipeline.stages + pipeline.exports, facts.stages + facts.exports).map {
      StageNeeds(of: $0, facts: $1)
    }
  }

  private mutating func result(_ selection: StageSelection) -> SelectionResult {
    let skipped = Set(selection.skip.compactMap { index(of: $0, given: "--skip") })
    refuseContradictions(selection)
    let wanted = wanted(selection).filter { !skipped.contains($0) }
    var reasons: [Int: String] = [:]
    for index in wanted { reasons[index] = selection.isPositive ? "selected" : "" }
    if !wanted.contains(where: { $0 >= stages.count }) {
      // Exports come along with what runs; only those the user names make stages run.
      for index in stages.count..<needs.count where !skipped.contains(index) { reasons[index] = "" }
    }
    for index in needs.indices.reversed() where reasons[index] != nil {
      addNeeds(of: index, skipped, to: &reasons)
    }
    guard !problems.hasErrors else { return SelectionResult() }
    let running = stages.indices.filter { reasons[$0] != nil }
    let starved = leaveOutExports(fedBy: running, skipped, &reasons)
    for index in needs.indices where reasons[index] != nil { checkSkips(of: index, skipped) }
    return SelectionResult(
      asked: selection,
      stages: running.map { SelectionResult.Stage(id: stages[$0].id, reason: reasons[$0] ?? "") },
      exports: needs.indices.dropFirst(stages.count).filter { reasons[$0] != nil }.map(id),
      leftOut: needs.indices.filter { reasons[$0] == nil }.map { index in
        let reason: SelectionResult.Reason =
          skipped.contains(index)
          ? .skipped : starved[index] ?? whyNotWanted(index, selection)
        return SelectionResult.LeftOut(id: id(index), reason: reason)
      }
    )
  }

  /// Why the user did not ask for a stage or export that nothing else needs.
  private func whyNotWanted(
    _ index: Int,
    _ selection: StageSelection
  ) -> SelectionResult.Reason {
    if index >= stages.count { return .notNamed }
    guard selection.only.isEmpty || selection.only.contains(id(index)) else { return .notNeeded }
    let first = stages.firstIndex { $0.id == selection.from }
    return first.map { index < $0 } == true ? .beforeFrom : .afterUntil
  }

  private mutating func refuseContradictions(_ selection: StageSelection) {
    for id in selection.only where selection.skip.contains(id) {
      problems.error(
        "selection",
        at: SourceLocation(file: "--skip"),
        "'\(id)' is asked for by --only too",
        fix: "leave one out"
      )
    }
  }

  private func addNeeds(of index: Int, _ skipped: Set<Int>, to reasons: inout [Int: String]) {
    guard index < stages.count || reasons[index] == "selected" else { return }
    for earlier in 0..<min(index, stages.count)
    where reasons[earlier] == nil && !skipped.contains(earlier) {
      let effect = needs[index].effect(of: facts[earlier])
      if let effect = effect ?? needs[index].openEffect(of: facts[earlier]) {
        reasons[earlier] = "needed by \(id(index)): \(effect)"
      } else if stages[earlier].manifest.drops {
        reasons[earlier] = "needed by \(id(index)): drops documents"
      }
    }
  }

  /// Numbers of the stages and exports the user wants themselves.
  private mutating func wanted(_ selection: StageSelection) -> [Int] {
    let named = selection.only.compactMap { index(of: $0, given: "--only") }
    let first = selection.from.flatMap { stageIndex(of: $0, given: "--from") } ?? 0
    let last = selection.until.flatMap { stageIndex(of: $0, given: "--until") } ?? stages.count - 1
    if first > last, !stages.isEmpty {
      problems.error(
        "selection",
        at: SourceLocation(file: "--from"),
        "stage '\(stages[first].id)' comes after stage '\(stages[last].id)' of --until"
      )
    }
    return (selection.only.isEmpty ? Array(stages.indices) : named)
      .filter { $0 >= stages.count || $0 >= first && $0 <= last }
  }

  private mutating func index(of id: String, given flag: String) -> Int? {
    if let index = stages.firstIndex(where: { $0.id == id }) { return index }
    if let index = exports.firstIndex(where: { $0.id == id }) { return stages.count + index }
    refuse(id, among: (stages + exports).map(\.id), given: flag)
    return nil
  }

  private mutating func stageIndex(of id: String, given flag: String) -> Int? {
    if let index = stages.firstIndex(where: { $0.id == id }) { return index }
    refuse(id, among: stages.map(\.id), given: flag)
    return nil
  }

  private mutating func refuse(_ id: String, among ids: [String], given flag: String) {
    problems.error(
      "unknown-id",
      at: SourceLocation(file: flag),
      "no stage '\(id)'",
      fix: NearestName.fix(for: id, among: ids, called: "there are") ?? "the pipeline has none"
    )
  }

  private func id(_ index: Int) -> String {
    index < stages.count ? stages[index].id : exports[index - stages.count].id
  }

  /// Says what a stage or export that runs misses through stages that are skipped.
  private mutating func checkSkips(of index: Int, _ skipped: Set<Int>) {
    let earlier = 0..<min(index, stages.count)
    let before = earlier.filter { !skipped.contains($0) }.map { facts[$0] }
    for stage in earlier where skipped.contains(stage) {
      let location = SourceLocation(file: "--skip")
      if let lost = needs[index].requirement(lostWith: facts[stage], others: before) {
        problems.error(
          "skip",
          at: location,
          "'\(id(index))' cannot run without '\(stages[stage].id)', which \(lost)",
          fix: "skip '\(id(index))' too"
        )
      } else if let effect = needs[index].effect(of: facts[stage]) {
        problems.add(
          Diagnostic(
            .warning,
            code: "skip",
            at: location,
            "'\(id(index))' runs without '\(stages[stage].id)', which \(effect)"
          )
        )
      }
    }
  }

  /// Exports the user did not name run along, unless what they require is not made.
  ///
  /// - Returns: the reasons of those that do not, by their numbers.
  private mutating func leaveOutExports(
    fedBy running: [Int],
    _ skipped: Set<Int>,
    _ reasons: inout [Int: String]
  ) -> [Int: SelectionResult.Reason] {
    var starved: [Int: SelectionResult.Reason] = [:]
    let others = stages.indices.filter { !running.contains($0) && !skipped.contains($0) }
    for index in needs.indices.dropFirst(stages.count) where reasons[index] == "" {
      let lost = others.compactMap { other in
        needs[index].requirement(lostWith: facts[other], others: running.map { facts[$0] })
      }.first
      guard let lost else { continue }
      reasons[index] = nil
      let reason = SelectionResult.Reason.starved(lost)
      starved[index] = reason
      problems.add(
        Diagnostic(
          .warning,
          code: "selection",
          "export '\(id(index))' does not run: \(reason.words())"
        )
      )
    }
    return starved
  }
}
