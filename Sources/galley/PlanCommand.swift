import ArgumentParser
import GalleyEngine

/// `galley plan`: what would run, and why.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the stages of a pipeline in order, with what each reads, emits and changes.",
    discussion: """
        galley plan pipelines/quickstart.yaml
        galley plan pipelines/quickstart.yaml --only tokens       what a selection runs, and why
        galley plan pipelines/quickstart.yaml --format mermaid    a diagram
      """
  )

  @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var arguments: PipelineArguments
  @OptionGroup var selection: SelectionArguments

  @Option(help: "text, json or mermaid.")
  var format: PlanFormat = .text

  func run() throws {
    let (_, prepared) = try arguments.open(pipeline)
    let (selected, diagnostics) = prepared.select(selection.selection)
    Terminal.report(diagnostics)
    guard let selected else { throw ExitCode(2) }
    let description = PlanDescription(prepared, selected)
    switch format {
    case .text: print(description.text, terminator: "")
    case .json: print(description.json)
    case .mermaid: print(description.mermaid, terminator: "")
    }
  }
}

/// How a plan is written.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case mermaid
}
