import ArgumentParser
import GalleyEngine

/// `galley stages`: the catalogue.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "List the stages there are, or describe one.",
    discussion: """
        galley stages               all, by kind
        galley stages regex         options, what it reads and emits, an example
        galley stages jsonl@1       reader and exporter of that name
        galley stages --format json
      """
  )

  @Argument(
    help: "Name of a stage, with or without its major version.",
    completion: .custom { words, _, _ in Completions(words).stages }
  )
  var name: String?

  @OptionGroup var plugins: PluginArguments

  @Option(help: "text or json.")
  var format: DiagnosticFormat = .text

  func run() throws {
    let workbench = plugins.workbench()
    Terminal.report(workbench.plugins.diagnostics)
    let catalogue = StageCatalogue(workbench.catalog)
    guard let name else {
      print(format == .json ? catalogue.json : catalogue.text, terminator: "")
      return
    }
    let found = catalogue.entries(named: name)
    guard !found.isEmpty else {
      Terminal.report([catalogue.unknown(name)])
      throw ExitCode(2)
    }
    for entry in found {
      let help = StageHelp(entry, plugins: workbench.namedFolder(of: entry))
      print(format == .json ? catalogue.json(of: entry) : help.text, terminator: "")
    }
  }
}
