import ArgumentParser
import Foundation
import GalleyEngine
import GalleyKit

/// `galley test`: the examples of rules and the tests of pipelines.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test pipelines: the examples of their rules, and their own tests.",
    discussion: """
      Runs every text under 'examples:' and 'rejects:' of rules, imported ones too, and \
      the 'tests:' of the pipeline: texts that go through all its stages, compared with \
      the annotations they must get. Tests may also stand beside news.yaml, in \
      news.test.yaml.

        galley test news.yaml
        galley test news.yaml --filter met          rules and tests with 'met' in their name
        galley test news.yaml --only events         the examples of one stage
        galley test news.yaml --bless               write what the tests expect anew
        galley test pipelines/*.yaml --format json

      An example that fails is shown with what matched instead; where nothing did, with \
      the place where the match broke off and the part of the pattern that was expected \
      there. Read what --bless has changed before you keep it.

      Exit status: 0 all pass, 1 some failed, 2 something given is wrong, 3 it could not \
      go on.
      """
  )

  @Argument(help: "Pipeline files.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only the examples of these stages; commas between, or given again.",
      valueName: "stages"
    ),
    completion: stageIDs
  )
  var only: [String] = []

  @Option(
    help: ArgumentHelp("Only rules and tests with this in their name.", valueName: "text")
  )
  var filter: String?

  @Flag(help: "Write the files that tests expect, as things are now.")
  var bless = false

  @Flag(name: .shortAndLong, help: "Failures alone, no summary.")
  var quiet = false

  @Flag(help: "What passes, too.")
  var verbose = false

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format = TestRequest.Format.text

  @OptionGroup var arguments: PipelineArguments

  func validate() throws {
    if !only.isEmpty, only.names.isEmpty {
      throw ValidationError("--only is a list of stages, not empty")
    }
    if let filter, filter.isEmpty { throw ValidationError("--filter is a text, not empty") }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    if bless, !only.isEmpty {
      throw ValidationError("--bless is about tests, which --only leaves out; use --filter")
    }
  }

  func run() throws {
    var request = TestRequest()
    request.only = only.names
    request.filter = filter
    request.blesses = bless
    request.detail = quiet ? .quiet : verbose ? .verbose : .usual
    request.format = format
    let session = TestSession(request, workbench: arguments.plugins.workbench())
    let status = session.run(
      pipelines,
      sets: arguments.sets,
      environment: ProcessInfo.processInfo.environment
    )
    if status != 0 { throw ExitCode(status) }
  }
}

extension TestRequest.Format: ExpressibleByArgument {}
