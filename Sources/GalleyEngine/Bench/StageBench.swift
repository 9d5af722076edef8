import Dispatch
import GalleyABI
package import GalleyKit
import Synchronization

/// One stage by itself, with documents made for it: for tests and conformance.
package final class StageBench: @unchecked Sendable {
  // Unchecked: lanes and documents are each used by one thread of a trial at a time.
  package let definition: StageDefinition
  package let facts: StageFacts
  /// What the stage reported and was prepared all the same.
  package let warnings: [PreparationDiagnostic]
  private(set) var plan: RunPlan
  private let prepared: PreparedStage

  /// Prepares a stage.
  ///
  /// - Parameters:
  ///   - definition: the stage.
  ///   - options: those of the manifest that are missing get their defaults.
  ///   - types: declared beside those of the stage.
  ///   - view: the view of the text the stage sees; nil: the text.
  ///   - zones: kinds of zones it sees; empty: everything.
  ///   - timeLimit: milliseconds for one document; nil: none.
  /// - Throws: `BenchProblem` with what the stage reported.
  package init(
    _ definition: StageDefinition,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = [],
    view: String? = nil,
    zones: [String] = [],
    timeLimit: Int64? = nil
  ) throws(BenchProblem) {
    self.definition = definition
    let symbols = SymbolTable()
    let schema = Schema(Self.merge(definition.manifest.types + types), symbols: symbols)
    let (prepared, problems) = definition.prepare(
      id: definition.manifest.stage.name,
      options: try Self.complete(options, of: definition),
      schema: schema,
      symbols: symbols
    )
    guard let prepared else { throw BenchProblem(problems: problems) }
    self.prepared = prepared
    warnings = problems
    facts = prepared.facts
    symbols.freeze()
    let access = StageAccess(
      prepared.facts,
      drops: definition.manifest.drops,
      schema: schema
    )
    let stage = RunningStage(
      prepared: prepared,
      number: 1,
      access: access,
      scope: DocumentScope(view: view, zones: zones),
      condition: nil,
      onError: .deadLetter,
      timeLimit: timeLimit
    )
    plan = RunPlan(
      schema: schema,
      symbols: symbols,
      origins: OriginTable(Self.makers(prepared)),
      stages: [stage],
      firstExporter: definition.manifest.scope == .exporter ? 0 : 1,
      inputs: [],
      longestDocument: 64 << 20
    )
  }

  /// Options with what the stage brings along and the defaults of the others.
  private static func complete(
    _ options: [String: JSONValue],
    of definition: StageDefinition
  ) throws(BenchProblem) -> JSONValue {
    let manifest = definition.manifest
    guard manifest.imports.isEmpty else {
      var problems = DiagnosticCollector()
      let read = StageImports(manifest, definition.resourceFolder)
        .complete(options, into: &problems)
      let found = problems.found.map { PreparationDiagnostic(place: .stage, diagnostic: $0) }
      guard found.isEmpty else { throw BenchProblem(problems: found) }
      return read
    }
    let defaults = manifest.options.map { ($0.name, $0.defaultValue ?? .null) }
    return .object(
      Dictionary(defaults, uniquingKeysWith: { first, _ in first })
        .merging(options) { _, given in given }
    )
  }

  /// Who can have made annotations: `given`, the stage itself, then others.
  package func setMakers(_ others: [(id: String, rules: [String])]) {
    plan.origins = OriginTable(Self.makers(prepared) + others)
  }

  private static func makers(_ prepared: PreparedStage) -> [(id: String, rules: [String])] {
    [(id: "given", rules: []), (id: prepared.id, rules: prepared.facts.rules.map(\.name))]
  }

  /// Types of the trial, with those of the stage.
  package var types: [TypeDeclaration] { plan.schema.types.map(\.declaration) }

  package func makeDocument(id: String, text: String) -> WorkingDocument {
    let document = WorkingDocument(schema: plan.schema, symbols: plan.symbols)
    document.id = id
    document.origin = id
    var text = text
    text.withUTF8 { document.setText($0) }
    return document
  }

  /// Runs a document stage on documents, in a number of lanes at the same time.
  ///
  /// - Returns: how each ended; nil: well.
  package func process(_ documents: [WorkingDocument], lanes: Int) -> [BenchOutcome] {
    run(documents, lanes: lanes) { lane, document in
      BenchOutcome(lane.process(document, stage: 0), bytes: [])
    }
  }

  /// Lets an exporter render documents, or a corpus stage collect from them.
  package func write(_ documents: [WorkingDocument], lanes: Int, output: UInt32 = 0)
    -> [BenchOutcome]
  {
    let functions = definition.functions
    let shared = prepared.shared
    return run(documents, lanes: lanes) { lane, document in
      let sink = ByteSink()
      let outcome = lane.write(document, stage: 0, to: sink) { worker, call, shown, out in
        if let render = functions.exporter?.pointee.render {
          return render(functions.context, shared, worker, call, shown, output, out)
        }
        return functions.corpus?.pointee.collect?(
          functions.context,
          shared,
          worker,
          call,
          shown,
          out
        ) ?? galley_result(GALLEY_FAILED)
      }
      return BenchOutcome(outcome, bytes: sink.take())
    }
  }

  private func run(
    _ documents: [WorkingDocument],
    lanes: Int,
    _ body: @escaping (Lane, WorkingDocument) -> BenchOutcome
  ) -> [BenchOutcome] {
    let outcomes = Mutex<[Int: BenchOutcome]>([:])
    nonisolated(unsafe) let body = body
    let group = DispatchGroup()
    for number in 0..<lanes {
      nonisolated(unsafe) let lane = Lane(
        number: number,
        stages: plan.stages,
        origins: plan.origins
      )
      DispatchQueue(label: "galley.bench.\(number)").async(group: group) {
        // Each lane has its own documents: a stage that remembers earlier ones is found out every
        // time, not only when the threads happen to run side by side.
        for i in stride(from: number, to: documents.count, by: lanes) {
          let outcome = body(lane, documents[i])
          outcomes.withLock { $0[i] = outcome }
        }
      }
    }
    group.wait()
    return outcomes.withLock { all in documents.indices.compactMap { all[$0] } }
  }

  private static func merge(_ types: [TypeDeclaration]) -> [TypeDeclaration] {
    var merged: [TypeDeclaration] = []
    for type in types {
      guard let i = merged.firstIndex(where: { $0.name == type.name }) else {
        merged.append(type)
        continue
      }
      let new = type.features.filter { feature in
        !merged[i].features.contains { $0.name == feature.name }
      }
      merged[i].features += new
    }
    return merged
  }
}

/// What a stage reported instead of being prepared.
package struct BenchProblem: Error, Sendable {
  package let problems: [PreparationDiagnostic]
  package var diagnostics: [Diagnostic] { problems.map(\.diagnostic) }
}

/// How a stage did on one document.
package struct BenchOutcome: Sendable, Hashable {
  /// `code: message`; nil: well.
  package var failure: String? { report.map { "\($0.code): \($0.message)" } }
  package var code: String? { report?.code }
  package var message: String? { report?.message }
  package let dropped: String?
  private let report: StageFailureReport?
  /// What an exporter or corpus stage wrote.
  package let bytes: [UInt8]

  init(_ outcome: StageOutcome, bytes: [UInt8]) {
    self.bytes = bytes
    switch outcome {
    case .done: (report, dropped) = (nil, nil)
    case .dropped(let reason): (report, dropped) = (nil, reason)
    case .failed(let why), .cannotGoOn(let why): (report, dropped) = (why, nil)
    case .interrupted:
      (report, dropped) = (StageFailureReport(code: "interrupted", "was interrupted"), nil)
    }
  }
}
