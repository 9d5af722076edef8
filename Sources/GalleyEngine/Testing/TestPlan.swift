import GalleyKit

extension PreparedPipeline {
  /// All stages for texts of tests, then exporters that render what they found.
  ///
  /// - Parameters:
  ///   - exporters: prepared with this pipeline's schema.
  ///   - change: may change what belongs to a stage's place in the pipeline.
  /// - Returns: the plan; the last of its origins is `given`.
  func testPlan(
    exporters: [PreparedStage] = [],
    _ change: (inout RunningStage) -> Void = { _ in }
  ) -> RunPlan {
    symbols.freeze()
    var running: [RunningStage] = []
    for (number, (stage, prepared)) in zip(pipeline.stages, stages).enumerated() {
      var one = self.running(stage, prepared, number: number)
      change(&one)
      running.append(one)
    }
    for exporter in exporters {
      running.append(
        RunningStage(
          prepared: exporter,
          number: UInt32(running.count),
          access: StageAccess(exporter.facts, drops: false, schema: schema),
          scope: .everything,
          condition: nil,
          onError: .deadLetter,
          timeLimit: nil
        )
      )
    }
    let makers = running.map { (id: $0.id, rules: $0.prepared.facts.rules.map(\.name)) }
    return RunPlan(
      schema: schema,
      symbols: symbols,
      origins: OriginTable(makers + [(id: "given", rules: [])]),
      stages: running,
      firstExporter: stages.count,
      inputs: [],
      longestDocument: Int(pipeline.defaults.maximumDocument)
    )
  }
}

extension RunPlan {
  /// Number of the maker of annotations that the marks of an example give.
  var given: UInt32 { UInt32(stages.count) }
}
