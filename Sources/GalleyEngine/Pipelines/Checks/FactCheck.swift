package import GalleyKit

/// Checks that the stages of a pipeline fit each other, after all of them were prepared.
package struct FactCheck {
  private let pipeline: Pipeline
  private let facts: PipelineFacts
  private let catalog: StageCatalog
  private let features: [String: Set<String>]
  private var problems = DiagnosticCollector()

  // What the stages before the one looked at have made.
  private var emitted: Set<SchemaPath>
  private var views: Set<String> = ["text"]
  private var keys: Set<String>

  /// Everything that does not fit.
  ///
  /// There are as many facts as stages and exports, in their order; `catalog` is where to look for a
  /// stage that would emit what is missing.
  package static func diagnostics(
    of pipeline: Pipeline,
    facts: PipelineFacts,
    catalog: StageCatalog
  ) -> [Diagnostic] {
    precondition(
      facts.stages.count == pipeline.stages.count && facts.exports.count == pipeline.exports.count,
      "facts of \(facts.stages.count) stages for \(pipeline.stages.count)"
    )
    var check = FactCheck(pipeline, facts, catalog)
    check.run()
    return check.problems.sorted
  }

  private init(_ pipeline: Pipeline, _ facts: PipelineFacts, _ catalog: StageCatalog) {
    self.pipeline = pipeline
    self.facts = facts
    self.catalog = catalog
    features = Dictionary(
      pipeline.types.map { ($0.name, Set($0.features.map(\.name))) },
      uniquingKeysWith: { $0.union($1) }
    )
    emitted = Set(facts.source.emits)
    // Any reader may bring the day of publication; a stage that looks for a better one comes later.
    keys = Set(facts.source.sets).union(["published"])
    for file in pipeline.files { problems.open(file: file) }
  }

  private mutating func run() {
    checkDeclared(facts.source.emits, "emits", by: pipeline.source)
    for (number, stage) in pipeline.stages.enumerated() {
      check(stage, facts.stages[number], number: number)
      emitted.formUnion(facts.stages[number].emits)
      views.formUnion(facts.stages[number].views)
      keys.formUnion(facts.stages[number].sets)
    }
    for (stage, facts) in zip(pipeline.exports, facts.exports) {
      checkReads(facts, of: stage, number: pipeline.stages.count)
    }
  }

  private mutating func check(_ stage: Pipeline.Stage, _ facts: StageFacts, number: Int) {
    checkReads(facts, of: stage, number: number)
    checkDeclared(facts.emits, "emits", by: stage)
    checkDeclared(facts.changes, "changes", by: stage)
    checkDeclared(facts.removes, "removes", by: stage)
    checkManifest(facts, of: stage)
    checkView(of: stage, number: number)
    checkZones(of: stage, number: number)
    checkKeys(of: stage, number: number)
  }

  private mutating func checkReads(_ own: StageFacts, of stage: Pipeline.Stage, number: Int) {
    for path in own.reads where !emitted.contains(path) {
      let missing =
        "stage '\(stage.id)' reads '\(path)', which nothing before it emits"
      let place = own.places.first { $0.path == path }.map {
        stage.places.location(pointer: $0.pointer, offset: $0.offset, count: $0.count)
      }
      let location = place ?? stage.usesLocation
      if let fix = source(of: path, after: number) {
        problems.error("not-emitted", at: location, missing, fix: fix)
      } else if own.emits(path) {
        problems.error("not-emitted", at: location, missing, fix: Self.ownFix)
      } else if isDeclared(path) {
        problems.error("not-emitted", at: location, missing)
      } else {
        refuseUndeclared(path, "reads", by: stage)
      }
    }
  }

  private static let ownFix = "only the stage itself does; let an earlier phase of it do so"

  /// How to get what is missing: a later stage or one of the catalogue that emits it.
  private func source(of path: SchemaPath, after number: Int) -> String? {
    let later = facts.stages.indices.first { $0 > number && facts.stages[$0].emits(path) }
    if let later { return "move stage '\(pipeline.stages[later].id)' before it" }
    let names = catalog.entries.filter { $0.manifest.facts.emits(path) }
      .map { "'\($0.manifest.stage)'" }
    guard !names.isEmpty else { return nil }
    return "add \(names.prefix(3).joined(separator: " or ")) before it"
  }

  private mutating func checkDeclared(
    _ paths: [SchemaPath],
    _ verb: String,
    by stage: Pipeline.Stage
  ) {
    for path in paths where !isDeclared(path) { refuseUndeclared(path, verb, by: stage) }
  }

  private func isDeclared(_ path: SchemaPath) -> Bool {
    guard let known = features[path.type] else { return false }
    return path.feature.map(known.contains) ?? true
  }

  private mutating func refuseUndeclared(
    _ path: SchemaPath,
    _ verb: String,
    by stage: Pipeline.Stage
  ) {
    guard let feature = path.feature, let known = features[path.type] else {
      problems.error(
        "undeclared-type",
        at: stage.usesLocation,
        "stage '\(stage.id)' \(verb) '\(path)', but no type '\(path.type)' is declared",
        fix: NearestName.of(path.type, among: features.keys.sorted())
          .map { "did you mean '\($0)'?" } ?? "declare it under 'types:'"
      )
      return
    }
    problems.error(
      "undeclared-feature",
      at: stage.usesLocation,
      "stage '\(stage.id)' \(verb) '\(path)', but type '\(path.type)' has no feature '\(feature)'",
      fix: NearestName.of(feature, among: known.sorted()).map { "did you mean '\($0)'?" }
        ?? "declare it under 'types:'"
    )
  }

  /// What a stage does must be in its manifest, unless that says it follows from the options.
  private mutating func checkManifest(_ facts: StageFacts, of stage: Pipeline.Stage) {
    guard !stage.manifest.configurable else { return }
    let declared = stage.manifest.facts
    let parts: [(String, [String])] = [
      ("emits", facts.emits.filter { !declared.emits.contains($0) }.map(\.description)),
      ("changes", facts.changes.filter { !declared.changes.contains($0) }.map(\.description)),
      ("removes", facts.removes.filter { !declared.removes.contains($0) }.map(\.description)),
      ("sets", facts.sets.filter { !declared.sets.contains($0) }),
      ("adds view", facts.views.filter { !declared.views.contains($0) }),
    ]
    for (verb, names) in parts {
      for name in names {
        problems.error(
          "undeclared-fact",
          at: stage.usesLocation,
          "stage '\(stage.id)' \(verb) '\(name)', which the manifest of "
            + "'\(stage.manifest.stage)' does not say",
          fix: "this is a mistake in plugin '\(stage.entry.plugin)'"
        )
      }
    }
  }

  private mutating func checkView(of stage: Pipeline.Stage, number: Int) {
    let view = stage.over.value
    guard !views.contains(view) else { return }
    let later = facts.stages.indices.first {
      $0 > number && facts.stages[$0].views.contains(view)
    }
    let fix =
      later.map { "move stage '\(pipeline.stages[$0].id)' before it" }
      ?? NearestName.fix(for: view, among: views.sorted(), called: "there are")
    problems.error(
      "unknown-view",
      at: stage.over.location,
      "no view '\(view)' before stage '\(stage.id)'",
      fix: fix
    )
  }

  private mutating func checkZones(of stage: Pipeline.Stage, number: Int) {
    guard !stage.zones.value.isEmpty, !emitted.contains("Zone") else { return }
    problems.error(
      "not-emitted",
      at: stage.zones.location,
      "stage '\(stage.id)' works in zones, but nothing before it emits 'Zone'",
      fix: source(of: "Zone", after: number)
    )
  }

  /// Metadata comes from the input too, so an unknown key is only suspicious when it is set later, or
  /// when the user wrote it and another is near.
  private mutating func checkKeys(of stage: Pipeline.Stage, number: Int) {
    let compared = stage.condition?.keys ?? []
    for key in Set(compared + facts.stages[number].readsMetadata).sorted()
    where !keys.contains(key) {
      let later = facts.stages.indices.first {
        $0 >= number && facts.stages[$0].sets.contains(key)
      }
      let isWritten = compared.contains(key)
      let near = isWritten ? NearestName.of(key, among: keys.sorted()) : nil
      guard later != nil || near != nil else { continue }
      problems.add(
        Diagnostic(
          .warning,
          code: "unset-key",
          at: isWritten ? stage.conditionLocation : stage.usesLocation,
          "no stage before '\(stage.id)' sets metadata '\(key)'",
          fix: later.map { "stage '\(pipeline.stages[$0].id)' sets it later" }
            ?? near.map { "did you mean '\($0)'?" }
        )
      )
    }
  }
}
