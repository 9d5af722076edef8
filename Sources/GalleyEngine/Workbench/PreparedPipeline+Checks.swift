package import GalleyKit

extension PreparedPipeline {
  /// What does not fit between the prepared stages.
  func factProblems(catalog: StageCatalog) -> [Diagnostic] {
    FactCheck.diagnostics(of: pipeline, facts: facts, catalog: catalog)
  }

  /// The stages and exports that run for a selection, nil when it is wrong.
  package func select(_ selection: StageSelection) -> (SelectionResult?, [Diagnostic]) {
    Selector.select(selection, from: pipeline, facts: facts)
  }

  private var facts: PipelineFacts {
    PipelineFacts(
      source: source.facts,
      stages: stages.map(\.facts),
      exports: exports.map(\.facts)
    )
  }
}
