import GalleyKit

extension PreparedPipeline {
  /// The inputs of a run with the reader of each.
  ///
  /// A file goes to the reader that takes its ending, the pipeline's own first; of a folder, the
  /// files the pipeline's own reader takes, or else those of any reader.
  ///
  /// `paths`: what `--input` gave; empty: the source's own path.
  /// `place`: where they were given.
  /// `readerName`: what `--reader` gave.
  ///
  /// - Returns: inputs in the order given, and notes on files passed over.
  func inputs(
    _ paths: [String],
    from place: SourceLocation?,
    readerName: String?,
    workbench: Workbench
  ) -> (inputs: [ReaderSource.Inputs], diagnostics: [Diagnostic]) {
    var assignment = InputAssignment(self, readerName: readerName, workbench: workbench)
    if paths.isEmpty {
      guard let own = pipeline.source.options["path"]?.text else {
        return (
          [],
          [
            Diagnostic(
              code: "no-input",
              at: pipeline.source.usesLocation,
              "reader '\(pipeline.source.id)' has no 'path'",
              fix: "set it under 'with:', or give '--input PATH'"
            )
          ]
        )
      }
      let location = pipeline.source.places.location(pointer: "/path")
      assignment.add(own, at: location, forcing: source)
    }
    for path in paths { assignment.add(path, at: place, forcing: nil) }
    return (assignment.inputs, assignment.diagnostics)
  }
}

/// Gives each file to a reader.
private struct InputAssignment {
  private(set) var inputs: [ReaderSource.Inputs] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let prepared: PreparedPipeline
  private let forced: PreparedStage?
  private let workbench: Workbench
  private var others: [String: PreparedStage] = [:]

  init(_ prepared: PreparedPipeline, readerName: String?, workbench: Workbench) {
    self.prepared = prepared
    self.workbench = workbench
    guard let readerName else {
      forced = nil
      return
    }
    var problems: [Diagnostic] = []
    forced = Self.reader(named: readerName, prepared, workbench, &problems)
    diagnostics = problems
  }

  mutating func add(_ path: String, at location: SourceLocation?, forcing own: PreparedStage?) {
    do throws(InputProblem) {
      let files = try InputListing.files(at: path)
      if let reader = forced ?? own {
        take(
          Folder.exists(path) ? files.filter { reader.takes($0) } : files,
          reader,
          path,
          location
        )
      } else if Folder.exists(path) {
        addFolder(files, path, location)
      } else {
        for file in files { take([file], reader(of: file) ?? prepared.source, path, location) }
      }
    } catch {
      diagnostics.append(Diagnostic(code: "no-input", at: location, error.message, fix: error.fix))
    }
  }

  private mutating func addFolder(_ files: [InputFile], _ path: String, _ location: SourceLocation?)
  {
    let own = files.filter { prepared.source.takes($0) }
    if !own.isEmpty {
      take(own, prepared.source, path, location)
      return
    }
    let known = files.filter { reader(of: $0) != nil }
    if known.isEmpty { take([], prepared.source, path, location) }
    for file in known {
      if let reader = reader(of: file) { take([file], reader, path, location) }
    }
  }

  private mutating func take(
    _ files: [InputFile],
    _ reader: PreparedStage,
    _ path: String,
    _ location: SourceLocation?
  ) {
    guard !files.isEmpty else {
      let endings = reader.definition.manifest.endings.map { "'.\($0)'" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          code: "no-input",
          at: location,
          "no file in '\(path)' has an ending reader '\(reader.id)' takes (\(endings))",
          fix: "name the files, give a glob, or another '--reader'"
        )
      )
      return
    }
    if let last = inputs.last, last.reader === reader {
      inputs[inputs.count - 1] = ReaderSource.Inputs(reader: reader, files: last.files + files)
    } else {
      inputs.append(ReaderSource.Inputs(reader: reader, files: files))
    }
  }

  private mutating func reader(of file: InputFile) -> PreparedStage? {
    if prepared.source.takes(file) { return prepared.source }
    let ending = file.ending
    if let known = others[ending] { return known }
    guard
      let definition = workbench.plugins.definitions.first(where: {
        $0.manifest.scope == .reader && $0.manifest.endings.contains(ending)
      })
    else { return nil }
    others[ending] = Self.prepare(definition, prepared, &diagnostics)
    return others[ending]
  }

  private static func reader(
    named name: String,
    _ prepared: PreparedPipeline,
    _ workbench: Workbench,
    _ diagnostics: inout [Diagnostic]
  ) -> PreparedStage? {
    let readers = workbench.plugins.definitions.filter { $0.manifest.scope == .reader }
    let matches = readers.filter {
      name == $0.manifest.stage.name || name == "\($0.manifest.stage)"
    }
    guard let definition = matches.last else {
      diagnostics.append(
        Diagnostic(
          code: "unknown-stage",
          at: SourceLocation(file: "--reader"),
          "no reader '\(name)'",
          fix: NearestName.fix(
            for: name,
            among: readers.map(\.manifest.stage.description),
            called: "available"
          )
        )
      )
      return nil
    }
    if definition.manifest.stage == prepared.source.definition.manifest.stage {
      return prepared.source
    }
    return prepare(definition, prepared, &diagnostics)
  }

  /// A reader with the defaults of its options.
  private static func prepare(
    _ definition: StageDefinition,
    _ prepared: PreparedPipeline,
    _ diagnostics: inout [Diagnostic]
  ) -> PreparedStage? {
    let options = JSONValue.object(
      Dictionary(
        definition.manifest.options.map { ($0.name, $0.defaultValue ?? .null) },
        uniquingKeysWith: { first, _ in first }
      )
    )
    let (stage, problems) = definition.prepare(
      id: definition.manifest.stage.name,
      options: options,
      schema: prepared.schema,
      symbols: prepared.symbols
    )
    diagnostics += problems.map(\.diagnostic)
    return stage
  }
}

extension PreparedStage {
  /// Whether the reader takes files of this ending.
  fileprivate func takes(_ file: InputFile) -> Bool {
    definition.manifest.endings.contains(file.ending)
  }
}
