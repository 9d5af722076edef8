import ArgumentParser
import Foundation
import GalleyEngine
import GalleyKit

/// `galley show`: texts with their annotations, to read.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show texts with their annotations.",
    discussion: """
      With --pipeline, documents are annotated and shown; nothing is written. Without, \
      the argument is what a run has written: its folder, its file of annotations \
      (.jsonl), or - for such lines on standard input.

        galley show letter.txt --pipeline pipelines/quickstart.yaml
        galley show --pipeline pipelines/quickstart.yaml --limit 1   its own source
        galley show out/quickstart --docs 'harbor-*' --types Money,Percent --features
        galley show out/quickstart --format html --out annotations.html

      Under each line of text stand its annotations: └─Type─┘ from first to last \
      character, ╵Type on a single one, ^Type between two, ╌ where one goes on in the \
      next line. Sentence and Token cover every text and are left out unless --types \
      names them; what is left out is counted at the end.

      Exit status: 0 all is well, 1 documents failed or there were none, 2 something \
      given is wrong, 3 it could not go on, 130 interrupted.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Files, folders, globs or - with --pipeline; else the results of one run.",
      valueName: "document"
    ),
    completion: .file()
  )
  var documents: [String] = []

  @Option(
    help: ArgumentHelp("The pipeline that annotates the documents.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"])
  )
  var pipeline: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Types to show, commas between, or given again; all for every type.",
      valueName: "types"
    )
  )
  var types: [String] = []

  @Flag(help: "List each annotation with its place, features, stage and rule.")
  var features = false

  @Option(help: ArgumentHelp("text or html: one file for a browser.", valueName: "format"))
  var format = ShowRequest.Format.text

  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: "Columns of a line; default: those of the terminal, 80 in files and pipes.")
  var width: Int?

  @Option(help: "auto, always or never; auto: on terminals, unless NO_COLOR is set.")
  var color = ShowRequest.Coloring.auto

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only documents whose id fits.", valueName: "glob")
  )
  var docs: [String] = []

  @Option(help: "Stop after this many documents.")
  var limit: Int?

  @Option(
    help: "The reader of all documents; without it the file ending decides.",
    completion: .custom { words, _, _ in Completions(words).readers }
  )
  var reader: String?

  @OptionGroup var arguments: PipelineArguments
  @OptionGroup var selection: SelectionArguments

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1, not \(limit)") }
    let narrowest = ShowRequest.narrowest
    if let width, !(narrowest...10_000).contains(width) {
      throw ValidationError("--width is a number from \(narrowest) to 10000, not \(width)")
    }
    if let out, out.isEmpty { throw ValidationError("--out is a file, not empty") }
    if !types.isEmpty, types.names.isEmpty {
      throw ValidationError("--types is a list of types or all, not empty")
    }
    if pipeline == nil, let flag = pipelineFlag {
      throw ValidationError("\(flag) is about a pipeline; name it with --pipeline FILE")
    }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let (session, diagnostics) =
      if let pipeline {
        try through(pipeline, environment)
      } else {
        arguments.plugins.workbench().showResults(request, environment: environment)
      }
    Terminal.report(diagnostics)
    guard let session else { throw ExitCode(2) }
    let status = session.run()
    if status != 0 { throw ExitCode(status) }
  }

  private func through(
    _ pipeline: String,
    _ environment: [String: String]
  ) throws -> (ShowSession?, [Diagnostic]) {
    let (workbench, prepared) = try arguments.open(pipeline)
    return workbench.show(request, through: prepared, environment: environment)
  }

  private var request: ShowRequest {
    var request = ShowRequest()
    request.inputs = documents
    request.reader = reader
    request.selection = selection.selection
    request.documents = docs
    request.limit = limit
    request.types = types.isEmpty ? nil : types.names
    request.listsFeatures = features
    request.format = format
    request.coloring = color
    request.width = width
    request.out = out
    return request
  }

  /// A flag that changes how a pipeline runs.
  private var pipelineFlag: String? {
    if !arguments.sets.isEmpty { return "--set" }
    if reader != nil { return "--reader" }
    if !selection.only.isEmpty { return "--only" }
    if selection.from != nil { return "--from" }
    if selection.until != nil { return "--until" }
    return selection.skip.isEmpty ? nil : "--skip"
  }
}

extension ShowRequest.Format: ExpressibleByArgument {}
extension ShowRequest.Coloring: ExpressibleByArgument {}
