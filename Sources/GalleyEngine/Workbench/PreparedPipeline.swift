package import GalleyKit

/// A pipeline whose stages are prepared with their options.
package struct PreparedPipeline: Sendable {
  package let pipeline: Pipeline
  package let source: PreparedStage
  package let stages: [PreparedStage]
  package let exports: [PreparedStage]
  let schema: Schema
  let symbols: SymbolTable

  /// Prepares every stage, whatever is wrong with the others.
  ///
  /// - Returns: the pipeline, unless a diagnostic is an error.
  package static func prepare(
    _ pipeline: Pipeline,
    definitions: [StageDefinition],
    catalog: StageCatalog
  ) -> (PreparedPipeline?, [Diagnostic]) {
    let symbols = SymbolTable()
    let schema = Schema(pipeline.types, symbols: symbols)
    var diagnostics: [Diagnostic] = []
    func prepare(_ stage: Pipeline.Stage) -> PreparedStage? {
      guard let definition = definitions.first(where: { stage.entry.fits($0) }) else { return nil }
      let (prepared, problems) = definition.prepare(
        id: stage.id,
        options: stage.options,
        schema: schema,
        symbols: symbols
      )
      diagnostics += problems.map { $0.located(in: stage) }
      return prepared
    }
    let source = prepare(pipeline.source)
    let stages = pipeline.stages.map(prepare)
    let exports = pipeline.exports.map(prepare)
    guard let source, !stages.contains(where: { $0 == nil }),
      !exports.contains(where: { $0 == nil })
    else { return (nil, diagnostics) }
    let prepared = PreparedPipeline(
      pipeline: pipeline,
      source: source,
      stages: stages.compactMap { $0 },
      exports: exports.compactMap { $0 },
      schema: schema,
      symbols: symbols
    )
    diagnostics += prepared.factProblems(catalog: catalog) + prepared.outputProblems()
    return (diagnostics.contains { $0.severity == .error } ? nil : prepared, diagnostics)
  }

  /// What the sound stages of a pipeline that cannot run have to say about their options.
  static func problems(
    of draft: PipelineDraft,
    definitions: [StageDefinition]
  ) -> [Diagnostic] {
    let symbols = SymbolTable()
    let schema = Schema(draft.types, symbols: symbols)
    return draft.soundStages.flatMap { stage -> [Diagnostic] in
      guard let definition = definitions.first(where: { stage.entry.fits($0) }) else { return [] }
      return definition.prepare(
        id: stage.id,
        options: stage.options,
        schema: schema,
        symbols: symbols
      ).1.filter { !draft.lacksTypes || !$0.isAboutTypes }.map { $0.located(in: stage) }
    }
  }

  /// Outputs that would leave the folder of results or overwrite one another.
  private func outputProblems() -> [Diagnostic] {
    var owners: [String: String] = Dictionary(
      uniqueKeysWithValues: ["run.json", "failures.jsonl", "dropped.jsonl"].map { ($0, "galley") }
    )
    var problems: [Diagnostic] = []
    for (stage, export) in zip(pipeline.exports, exports) {
      for output in export.facts.outputs {
        let parts = output.name.split(separator: "/", omittingEmptySubsequences: false)
        if output.name.hasPrefix("/") || parts.contains("..") || parts.contains("") {
          problems.append(
            Diagnostic(
              code: "output-outside",
              at: stage.usesLocation,
              "output '\(output.name)' of '\(stage.id)' would leave the folder of results",
              fix: "give a path below it, without '..'"
            )
          )
        }
        if let other = owners.updateValue(stage.id, forKey: output.name) {
          problems.append(
            Diagnostic(
              code: "output-twice",
              at: stage.usesLocation,
              "output '\(output.name)' of '\(stage.id)' is written by '\(other)' too",
              fix: "give one of them another 'path'"
            )
          )
        }
      }
    }
    return problems
  }
}

extension StageCatalog.Entry {
  /// Whether this entry stands for a definition.
  func fits(_ definition: StageDefinition) -> Bool {
    manifest.stage == definition.manifest.stage && manifest.scope == definition.manifest.scope
      && library == definition.library
  }
}

extension PreparationDiagnostic {
  /// Whether it says that a type or feature is not declared.
  fileprivate var isAboutTypes: Bool {
    ["unknown-type", "unknown-feature"].contains(diagnostic.code)
  }

  /// The diagnostic at the author's line.
  func located(in stage: Pipeline.Stage) -> Diagnostic {
    var result = diagnostic
    result.location =
      switch place {
      case .stage: stage.usesLocation
      case .option(let pointer, let offset, let count):
        stage.places.location(pointer: pointer, offset: offset, count: count)
      case .resource(let path, let line, let column):
        SourceLocation(file: path, line: line, column: column)
      }
    return result
  }
}
