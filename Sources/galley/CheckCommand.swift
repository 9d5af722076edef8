import ArgumentParser
import Foundation
import GalleyEngine
import GalleyKit

/// `galley check`: everything that is wrong with pipelines.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check pipeline files: all problems in one pass, nothing run.",
    discussion: """
      Each problem is a line FILE:LINE:COLUMN: error: WHAT; HOW TO FIX IT. That the \
      source's path fits no file is only a warning: --input may take its place.

        galley check pipelines/*.yaml
        galley check news.yaml --format json      for editors
      """
  )

  @Argument(help: "Pipeline files.", completion: .file(extensions: ["yaml", "yml"]))
  var pipelines: [String]

  @OptionGroup var arguments: PipelineArguments

  @Option(help: "text or json.")
  var format: DiagnosticFormat = .text

  func run() throws {
    let workbench = arguments.plugins.workbench()
    let diagnostics = TestFile.pipelines(pipelines).flatMap { path in
      workbench.check(
        path,
        sets: arguments.sets,
        environment: ProcessInfo.processInfo.environment
      )
    }
    switch format {
    case .text: Terminal.report(diagnostics)
    case .json: print(DiagnosticJSON.render(diagnostics))
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
  }
}

/// How diagnostics are written.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
