import Foundation
package import GalleyKit

extension Workbench {
  /// Checks what a user asks to train, and prepares it.
  ///
  /// - Returns: the session, unless a diagnostic is an error; all diagnostics.
  package func train(_ request: TrainingRequest) -> (TrainingSession?, [Diagnostic]) {
    guard let trainer = plugins.trainers.first(where: { $0.name == request.trainer }) else {
      return (nil, [unknownTrainer(request.trainer)])
    }
    var preparation = TrainingPreparation(trainer, workbench: self)
    let session = preparation.session(request)
    let all = preparation.problems
    return (all.hasErrors ? nil : session, all.sorted)
  }

  /// Names of trainers, for completion and messages.
  package var trainerNames: [String] { plugins.trainers.map(\.name).sorted() }

  private func unknownTrainer(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-trainer",
      at: SourceLocation(file: "galley train"),
      "no trainer '\(name)'",
      fix: trainerNames.isEmpty
        ? "no plugin has one; name its folder with --plugins"
        : NearestName.fix(for: name, among: trainerNames, called: "available")
    )
  }
}

/// The way from what a user asks to train to a session.
private struct TrainingPreparation {
  private let trainer: TrainerDefinition
  private let readers: [StageDefinition]
  private let symbols = SymbolTable()
  private let schema: Schema
  private var prepared: [StageName: PreparedStage] = [:]
  private(set) var problems = DiagnosticCollector()

  init(_ trainer: TrainerDefinition, workbench: Workbench) {
    self.trainer = trainer
    readers = workbench.plugins.definitions.filter { $0.manifest.scope == .reader }
    schema = Schema(trainer.stage.manifest.types, symbols: symbols)
  }

  mutating func session(_ request: TrainingRequest) -> TrainingSession? {
    let options = options(request.sets)
    let inputs = TrainingData.Part.allCases.map { part in
      (part, self.inputs(part == .dev ? request.dev : request.data, part, request.reader))
    }
    checkOutput(request)
    guard let options, !problems.hasErrors, let stage = prepare(options) else { return nil }
    symbols.freeze()
    let data = TrainingData(
      schema: schema,
      symbols: symbols,
      facts: stage.facts,
      inputs: Dictionary(inputs) { first, _ in first }
    )
    return TrainingSession(
      trainer,
      stage,
      data,
      made: made(options, inputs.first?.1 ?? [], stage),
      request
    )
  }

  /// The complete options, of `NAME=VALUE` arguments.
  private mutating func options(_ sets: [String]) -> OptionReader.Value? {
    let source = SourceText(name: "--set", folder: Paths.currentFolder(), bytes: [])
    let nothing = Node(.scalar(Scalar(.plain, "")), in: source, at: 0..<0)
    var written = nothing
    for set in sets {
      guard let override = Override(set, into: &problems),
        let changed = written.setting(override.path[...], to: override.value, into: &problems)
      else { return nil }
      written = changed
    }
    return OptionReader.read(
      written,
      of: trainer.stage.manifest,
      uses: nothing,
      into: &problems
    )
  }

  /// What would be found when the model is there, too late: an output that cannot be, or that is one of
  /// the texts.
  private mutating func checkOutput(_ request: TrainingRequest) {
    let path = Paths.real(request.out)
    let folder = Paths.folder(of: Paths.absolute(request.out))
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let problem: (message: String, fix: String)
    if isThere, isFolder.boolValue {
      problem = ("'\(request.out)' is a folder", "name a file in it")
    } else if !FileManager.default.fileExists(atPath: folder) {
      problem = ("there is no folder '\(folder)'", "make it, or name a file elsewhere")
    } else if isThere, (request.data + request.dev).contains(where: { Paths.real($0) == path }) {
      problem = ("'\(request.out)' is one of the texts", "name another file for the model")
    } else {
      return
    }
    problems.add(
      Diagnostic(
        code: "bad-output",
        at: SourceLocation(file: "--out"),
        problem.message,
        fix: problem.fix
      )
    )
  }

  private mutating func prepare(_ options: OptionReader.Value) -> PreparedStage? {
    let (stage, found) = trainer.stage.prepare(
      id: trainer.name,
      options: options.json,
      schema: schema,
      symbols: symbols
    )
    add(found)
    return stage
  }

  /// The files of some paths with the reader of each.
  private mutating func inputs(
    _ paths: [String],
    _ part: TrainingData.Part,
    _ readerName: String?
  ) -> [ReaderSource.Inputs] {
    let place = SourceLocation(file: part == .dev ? "--dev" : "--data")
    var inputs: [ReaderSource.Inputs] = []
    for path in paths {
      do throws(InputProblem) {
        for file in try InputListing.files(at: path) {
          guard let reader = reader(of: file, named: readerName, at: place) else { continue }
          inputs.append(ReaderSource.Inputs(reader: reader, files: [file]))
        }
      } catch {
        problems.add(Diagnostic(code: "no-input", at: place, error.message, fix: error.fix))
      }
    }
    return inputs
  }

  private mutating func reader(
    of file: InputFile,
    named name: String?,
    at place: SourceLocation
  ) -> PreparedStage? {
    let definition = readers.last { reader in
      name.map { $0 == reader.manifest.stage.name || $0 == "\(reader.manifest.stage)" }
        ?? reader.manifest.endings.contains(file.ending)
    }
    guard let definition, definition.manifest.options.contains(where: { $0.name == "annotations" })
    else {
      problems.add(
        Diagnostic(
          code: "no-reader",
          at: place,
          "no reader of annotations takes '\(file.name)'",
          fix: "give files in CoNLL-U (.conllu) or JSON Lines (.jsonl), or a '--reader'"
        )
      )
      return nil
    }
    return reader(definition)
  }

  /// A reader that hands the annotations over as the layer of training.
  private mutating func reader(_ definition: StageDefinition) -> PreparedStage? {
    if let known = prepared[definition.manifest.stage] { return known }
    var options: [String: JSONValue] = [:]
    for option in definition.manifest.options {
      options[option.name] = option.defaultValue ?? .null
    }
    options["annotations"] = .text(TrainingData.layer)
    if options["undeclared"] != nil { options["undeclared"] = "skip" }
    let (stage, found) = definition.prepare(
      id: definition.manifest.stage.name,
      options: .object(options),
      schema: schema,
      symbols: symbols
    )
    add(found)
    prepared[definition.manifest.stage] = stage
    return stage
  }

  private mutating func add(_ found: [PreparationDiagnostic]) {
    for problem in found {
      var diagnostic = problem.diagnostic
      diagnostic.location =
        switch problem.place {
        case .stage: SourceLocation(file: "galley train \(trainer.name)")
        case .option: SourceLocation(file: "--set")
        case .resource(let path, let line, let column):
          SourceLocation(file: path, line: line, column: column)
        }
      problems.add(diagnostic)
    }
  }

  /// What the model keeps about how it was made; names of files without their folders, so that it is
  /// the same wherever it is made.
  private func made(
    _ options: OptionReader.Value,
    _ inputs: [ReaderSource.Inputs],
    _ stage: PreparedStage
  ) -> JSONValue {
    let paths = inputs.flatMap(\.files).compactMap(\.path) + stage.resources.map(\.path)
    let files: [JSONValue] = paths.compactMap { path in
      guard let file = try? MappedFile(path) else { return nil }
      return ["name": .text(name(path)), "sha256": .text(SHA256.of(file.bytes))]
    }
    return [
      "command": .text("galley train \(trainer.name)"),
      "files": .list(files),
      "options": withoutFolders(options.printed),
      "version": .text(GalleyVersion.current),
    ]
  }

  private func withoutFolders(_ options: JSONValue) -> JSONValue {
    guard case .object(var members) = options else { return options }
    for option in trainer.stage.manifest.options where option.type == .path {
      if let path = members[option.name]?.text { members[option.name] = .text(name(path)) }
    }
    return .object(members)
  }

  private func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
