import GalleyKit
import TestCommands

@testable import GalleyEngine

/// The stage of `Fixtures/hostile_stage.c`, with one document to do its deeds on.
struct HostileStage {
  static let text = "Ann née Lee"

  let document: WorkingDocument
  let lane: Lane

  /// - Parameters:
  ///   - deed: the name of a C function in the fixture.
  ///   - timeLimit: milliseconds.
  /// - Throws: `Unprepared` when the stage refuses its options.
  init(deed: String, timeLimit: Int64? = nil) throws {
    let definition = try Self.library.get().stages[0]
    let symbols = SymbolTable()
    let schema = Schema(definition.manifest.types, symbols: symbols)
    let (prepared, problems) = definition.prepare(
      id: "hostile",
      options: ["deed": .text(deed)],
      schema: schema,
      symbols: symbols
    )
    guard let prepared else { throw Unprepared(problems: problems.map(\.diagnostic)) }
    symbols.freeze()
    let document = WorkingDocument(schema: schema, symbols: symbols)
    document.id = "letter"
    Array(Self.text.utf8).withUnsafeBufferPointer { document.setText($0) }
    self.document = document
    let stage = RunningStage(
      prepared: prepared,
      number: 0,
      access: StageAccess(
        prepared.facts,
        drops: definition.manifest.drops,
        schema: schema
      ),
      scope: .everything,
      condition: nil,
      onError: .deadLetter,
      timeLimit: timeLimit
    )
    lane = Lane(
      number: 0,
      stages: [stage],
      origins: OriginTable([("hostile", prepared.facts.rules.map(\.name))])
    )
  }

  /// Lets the stage loose on the document.
  func run() -> StageOutcome { lane.process(document, stage: 0) }

  /// Annotations of all types.
  var annotationCount: Int { document.tables.reduce(0) { $0 + $1.count } }

  struct Unprepared: Error {
    let problems: [Diagnostic]
  }

  private static let folder = Result { try TemporaryFolder() }

  /// Compiled once: the host never closes a library, so all tests share it anyway.
  private static let library = Result { () throws -> PluginLibrary in
    let source = "\(Repository.root)/Tests/GalleyEngineTests/Plugins/Fixtures/hostile_stage.c"
    let path = try CCompiler.library(source, named: "Hostile", in: folder.get())
    return try PluginLibrary(opening: path)
  }
}
