import ArgumentParser
import Foundation
import GalleyEngine
import GalleyKit

/// `galley run`: a pipeline over a corpus.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a pipeline over a corpus.",
    discussion: """
      Results go to a folder (default out/<pipeline name>): the exporters' files, \
      failures.jsonl with the documents that failed and why, dropped.jsonl with \
      those that a stage like filter@1 took out, and run.json with versions, \
      settings and counts. Files keep the name NAME.partial until the run \
      has ended well.

        galley run pipelines/quickstart.yaml
        galley run pipelines/quickstart.yaml --input news.jsonl.gz --out results
        galley run pipelines/quickstart.yaml --only tokens --out - | head -1
        galley run P.yaml --input - --reader text-files --out - < letter.txt
      """
  )

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var arguments: PipelineArguments
  @OptionGroup var selection: SelectionArguments

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files, folders, globs or - for standard input, in place of the source's path.",
      valueName: "path"
    ),
    completion: .file()
  )
  var input: [String] = []

  @Option(
    help: "The reader of all inputs; without it the file ending decides.",
    completion: .custom { words, _, _ in Completions(words).readers }
  )
  var reader: String?

  @Option(
    help: "Folder for the results, or - to write the first output to standard output.",
    completion: .directory
  )
  var out: String?

  @Option(help: "Documents worked on at the same time; default: one per processor.")
  var jobs: Int?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only documents whose id fits.", valueName: "glob")
  )
  var docs: [String] = []

  @Option(help: "Stop after this many documents.")
  var limit: Int?

  @Option(help: "Documents read ahead.")
  var queue: Int = 4

  @Option(help: "Documents in flight between reader and exporters.")
  var window: Int = 256

  @Flag(help: "Check and show what would run; read and write nothing.")
  var dryRun = false

  @Option(help: "auto (a bar on a terminal, else lines), lines or none.")
  var progress: ProgressStyle = .auto

  @Flag(name: .shortAndLong, help: "No progress and no summary.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 256, not \(jobs)")
    }
    if let out, out.isEmpty { throw ValidationError("--out is a folder or -, not empty") }
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1, not \(limit)") }
    if !(1...100_000).contains(queue) {
      throw ValidationError("--queue is a number from 1 to 100000, not \(queue)")
    }
    if !(1...100_000).contains(window) {
      throw ValidationError("--window is a number from 1 to 100000, not \(window)")
    }
  }

  func run() throws {
    let (workbench, prepared) = try arguments.open(pipeline)
    var request = RunRequest()
    request.inputs = input
    request.reader = reader
    request.selection = selection.selection
    let (plan, selected, diagnostics) = prepared.plan(request, workbench: workbench)
    Terminal.report(diagnostics)
    guard let plan, let selected else { throw ExitCode(2) }
    if dryRun {
      print(PlanDescription(prepared, selected).text, terminator: "")
      return
    }
    var options = RunOptions(
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      folder: nil
    )
    options.folder = out == "-" ? nil : out ?? "out/\(prepared.pipeline.name)"
    options.queue = queue
    options.window = window
    options.limit = limit
    options.documents = docs
    let session = RunSession(prepared, plan, options, isQuiet: quiet, progress: progress)
    let status = session.run()
    if status != 0 { throw ExitCode(status) }
  }
}

extension ProgressStyle: ExpressibleByArgument {}
