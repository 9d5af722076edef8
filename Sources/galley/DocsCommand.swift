import ArgumentParser
import GalleyEngine
import GalleyKit

/// `galley docs`: the reference of the stages, as pages.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the reference of the stages: a page for each, with examples run.",
    discussion: """
      Pages are Markdown, made from the manifests of all plugins found. The \
      examples of each stage are run, and what they write is shown.

        galley docs                          all pages, into docs/stages
        galley docs regex jsonl --out notes  two of them
        galley docs --check                  which pages are stale; writes nothing
        galley docs --plugins .build/debug   with the stages of your plugin

      With --check the exit status is 1 when a page is stale, missing or left over.
      """
  )

  @Argument(
    help: "Names of stages, with or without major version; default: all.",
    completion: .custom { words, _, _ in Completions(words).stages }
  )
  var stages: [String] = []

  @OptionGroup var plugins: PluginArguments

  @Option(
    help: ArgumentHelp("The folder of the pages.", valueName: "folder"),
    completion: .directory
  )
  var out = "docs/stages"

  @Flag(help: "Only say which pages are not as they would be written.")
  var check = false

  func validate() throws {
    if out.isEmpty { throw ValidationError("--out is a folder, not empty") }
  }

  func run() throws {
    let workbench = plugins.workbench()
    Terminal.report(workbench.plugins.diagnostics)
    let problems: [Diagnostic]
    do throws(ReferenceProblem) {
      let folder = try ReferenceFolder(out)
      let pages = try StageReference(workbench).pages(named: stages)
      guard check else { return print(try folder.write(pages)) }
      problems = folder.problems(pages)
    } catch {
      Terminal.report(error.diagnostics)
      throw ExitCode(2)
    }
    Terminal.report(problems)
    if !problems.isEmpty { throw ExitCode(1) }
  }
}
