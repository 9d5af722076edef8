package import GalleyKit

/// What a user asks to run, of a prepared pipeline.
package struct RunRequest: Sendable {
  package var inputs: [String] = []
  /// Where the inputs were given, for diagnostics.
  package var inputPlace: SourceLocation? = SourceLocation(file: "--input")
  package var reader: String?
  package var selection = StageSelection()

  package init() {}
}

extension PreparedPipeline {
  /// Decides which stages run and where the documents come from.
  ///
  /// - Returns: the plan, unless a diagnostic is an error.
  package func plan(
    _ request: RunRequest,
    workbench: Workbench
  ) -> (RunPlan?, SelectionResult?, [Diagnostic]) {
    let (selected, problems) = select(request.selection)
    let (inputs, inputProblems) = inputs(
      request.inputs,
      from: request.inputPlace,
      readerName: request.reader,
      workbench: workbench
    )
    let all = problems + inputProblems
    guard let selected, !all.contains(where: { $0.severity == .error }) else {
      return (nil, selected, all)
    }
    symbols.freeze()
    return (plan(selected, inputs), selected, all)
  }

  private func plan(_ selected: SelectionResult, _ inputs: [ReaderSource.Inputs]) -> RunPlan {
    let chosen = Set(selected.stages.map(\.id))
    let chosenExports = Set(selected.exports)
    let stages = zip(pipeline.stages, self.stages).filter { chosen.contains($0.0.id) }
    let exports = zip(pipeline.exports, self.exports).filter { chosenExports.contains($0.0.id) }
    let all: [(stage: Pipeline.Stage, prepared: PreparedStage)] = Array(stages) + Array(exports)
    let origins = OriginTable(
      all.map { (id: $0.stage.id, rules: $0.prepared.facts.rules.map(\.name)) }
    )
    var running: [RunningStage] = []
    for (number, use) in all.enumerated() {
      running.append(self.running(use.stage, use.prepared, number: number))
    }
    return RunPlan(
      schema: schema,
      symbols: symbols,
      origins: origins,
      stages: running,
      firstExporter: stages.count,
      inputs: inputs,
      longestDocument: Int(pipeline.defaults.maximumDocument),
      selection: selected
    )
  }

  /// A prepared stage as one of a run.
  func running(
    _ stage: Pipeline.Stage,
    _ prepared: PreparedStage,
    number: Int
  ) -> RunningStage {
    RunningStage(
      prepared: prepared,
      number: UInt32(number),
      access: StageAccess(
        prepared.facts,
        drops: prepared.definition.manifest.drops,
        schema: schema
      ),
      scope: DocumentScope(
        view: stage.over.value == "text" ? nil : stage.over.value,
        zones: stage.zones.value
      ),
      condition: stage.condition,
      onError: stage.onError,
      timeLimit: stage.time
    )
  }
}
