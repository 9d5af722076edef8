package import GalleyKit

/// From a pipeline file to a checked pipeline, with everything that is wrong in one pass.
package enum PipelineLoader {
  /// Loads a pipeline.
  ///
  /// - Parameters:
  ///   - path: the file, relative to the current folder or absolute.
  ///   - sets: `PATH=VALUE` arguments of `--set`, in order; a later one wins.
  ///   - catalog: the stages at hand.
  ///   - environment: for `${env:NAME}`.
  /// - Returns: the pipeline, nil when there is an error; diagnostics in the order of files, lines
  ///   and columns.
  package static func load(
    path: String,
    sets: [String] = [],
    catalog: StageCatalog,
    environment: [String: String] = [:]
  ) -> (Pipeline?, [Diagnostic]) {
    let draft = draft(path: path, sets: sets, catalog: catalog, environment: environment)
    return (draft.pipeline, draft.diagnostics)
  }

  /// Loads a pipeline; of one with errors, what is sound.
  package static func draft(
    path: String,
    sets: [String],
    catalog: StageCatalog,
    environment: [String: String]
  ) -> PipelineDraft {
    var problems = DiagnosticCollector()
    let reader = FileReader(path: path, into: &problems)
    let overrides = sets.compactMap { Override($0, into: &problems) }
    guard let main = reader.main else { return PipelineDraft(diagnostics: problems.sorted) }
    let assembly = Assembly(
      reader.files,
      main: main,
      overrides: overrides,
      catalog: catalog,
      environment: environment,
      into: &problems
    )
    var draft = PipelineChecker(assembly, catalog: catalog)
      .draft(file: path, files: reader.names + assembly.importedFiles, into: &problems)
    if problems.hasErrors { draft.pipeline = nil }
    draft.diagnostics = problems.sorted.map(draft.secrets.masking)
    return draft
  }
}

/// A pipeline as far as it could be made.
package struct PipelineDraft: Sendable {
  /// nil when there is an error.
  package var pipeline: Pipeline?
  /// In the order of files, lines and columns.
  package var diagnostics: [Diagnostic]
  /// Stages without an error of their own: they can be prepared, so that all problems are told at
  /// once, even when the pipeline cannot run.
  package var soundStages: [Pipeline.Stage] = []
  package var types: [TypeDeclaration] = []
  /// Whether types or features are missing here that a mistake told of keeps out: those of a stage
  /// that was not found, or a declaration that could not be read.
  package var lacksTypes = false
  package var secrets = Secrets()
}

/// Makes a pipeline out of merged files.
private struct PipelineChecker {
  private let assembly: Assembly
  private let catalog: StageCatalog

  init(_ assembly: Assembly, catalog: StageCatalog) {
    self.assembly = assembly
    self.catalog = catalog
  }

  func draft(
    file: String,
    files: [String],
    into problems: inout DiagnosticCollector
  ) -> PipelineDraft {
    // What could not be read or merged may have declared types, and so may a stage nobody found.
    var lacksTypes = problems.hasErrors
    let name = name(into: &problems)
    let defaults = DefaultsReader.read(assembly.defaults, into: &problems)
    let reader = StageReader(catalog: catalog, defaults: defaults)
    var sound: [Pipeline.Stage] = []
    func noting(_ read: (inout DiagnosticCollector) -> Pipeline.Stage?) -> Pipeline.Stage? {
      let before = problems.found.count
      let stage = read(&problems)
      let isSound = !problems.found[before...].contains { $0.severity == .error }
      if let stage, isSound { sound.append(stage) }
      if stage == nil { lacksTypes = true }
      return stage
    }
    let source = noting { self.source(reader, into: &$0) }
    let stages = assembly.stages.compactMap { entry in
      noting { reader.read(entry, as: .stage, into: &$0) }
    }
    let exports = assembly.exports.compactMap { entry in
      noting { reader.read(entry, as: .export, into: &$0) }
    }
    let used = (source.map { [$0] } ?? []) + stages + exports
    refuseTwoMajors(used, into: &problems)
    let before = problems.found.count
    let types = types(used, into: &problems)
    if problems.found.count > before { lacksTypes = true }
    let tests = TestReader.read(
      assembly.tests,
      types: lacksTypes ? nil : types,
      into: &problems
    )
    var draft = PipelineDraft(
      diagnostics: [],
      soundStages: sound,
      types: types,
      lacksTypes: lacksTypes,
      secrets: assembly.variables.secrets
    )
    guard let name, let source else { return draft }
    draft.pipeline = Pipeline(
      name: name.name,
      major: name.major,
      file: file,
      files: files,
      types: types,
      source: source,
      defaults: defaults,
      stages: stages,
      exports: exports,
      tests: tests,
      secrets: assembly.variables.secrets
    )
    return draft
  }

  /// Reads `pipeline: name/1`.
  private func name(into problems: inout DiagnosticCollector) -> (name: String, major: Int)? {
    guard let node = assembly.name, !node.isNull else {
      problems.error(
        "missing-key",
        at: assembly.name?.location ?? SourceLocation(file: assembly.mainText.name),
        "the pipeline has no name",
        fix: "write 'pipeline: name/1'"
      )
      return nil
    }
    guard !node.isBroken else { return nil }
    let parts = (node.text ?? "").split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, StageName.isKebabCase(parts[0]), let major = Int(parts[1]), major > 0,
      String(major) == parts[1]
    else {
      problems.error(
        "pipeline-name",
        at: node,
        "a pipeline's name is 'name/major', found \(node.described)",
        fix: parts.count == 1 && StageName.isKebabCase(parts[0])
          ? "write '\(parts[0])/1'" : "write it like 'news-events/1'"
      )
      return nil
    }
    return (String(parts[0]), major)
  }

  private func source(
    _ reader: StageReader,
    into problems: inout DiagnosticCollector
  ) -> Pipeline.Stage? {
    guard let entry = assembly.source else {
      if !assembly.hasSource {
        problems.error(
          "missing-key",
          at: SourceLocation(file: assembly.mainText.name),
          "the pipeline has no source",
          fix: "write 'source: {uses: …}'"
        )
      }
      return nil
    }
    return reader.read(entry, as: .source, into: &problems)
  }

  private func refuseTwoMajors(
    _ stages: [Pipeline.Stage],
    into problems: inout DiagnosticCollector
  ) {
    var first: [String: Pipeline.Stage] = [:]
    for stage in stages {
      let name = stage.manifest.stage
      guard let other = first[name.name] else {
        first[name.name] = stage
        continue
      }
      if other.manifest.stage.major != name.major {
        problems.error(
          "two-majors",
          at: stage.usesLocation,
          "'\(name)' beside '\(other.manifest.stage)' at \(other.usesLocation)",
          fix: "use one major of a stage in one pipeline"
        )
      }
    }
  }

  private func types(
    _ stages: [Pipeline.Stage],
    into problems: inout DiagnosticCollector
  ) -> [TypeDeclaration] {
    var table = DeclaredTypes()
    var seen: Set<StageName> = []
    for stage in stages where seen.insert(stage.manifest.stage).inserted {
      table.add(stage.manifest, usedAt: stage.usesLocation, into: &problems)
    }
    for pair in assembly.types { table.add(pair, into: &problems) }
    return table.declarations
  }
}
