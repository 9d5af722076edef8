import ArgumentParser
import GalleyEngine

/// `galley new pipeline`: a pipeline file that explains itself.
struct NewPipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Make a pipeline file that explains itself, and texts to try it on.",
    discussion: """
      The pipeline finds sentences, words, and what a few patterns match. Change it into yours. \
      Nothing that is there is overwritten.

        galley new pipeline my-news                       my-news.yaml and texts/
        galley new pipeline my-news --input 'news/*.txt'  over texts of your own
      """
  )

  @Argument(help: "The pipeline's name: letters and digits in lower case, joined by hyphens.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "Texts of your own: a file, a folder or a glob (default: sample texts in texts/).",
      valueName: "path"
    ),
    completion: .file()
  )
  var input: String?

  @Option(
    help: ArgumentHelp("Where to make it.", valueName: "folder"),
    completion: .directory
  )
  var folder = "."

  func validate() throws {
    if folder.isEmpty { throw ValidationError("--folder is a folder, not empty") }
  }

  func run() throws {
    do throws(ScaffoldingProblem) {
      let template = try PipelineTemplate(name: name, input: input)
      let files = try template.write(to: folder, templates: SDKLocation().templates)
      let steps = PipelineSteps(
        template: template,
        folder: folder,
        files: files,
        program: Program.callable
      )
      print(steps.text)
    } catch {
      Terminal.report([error.diagnostic])
      throw ExitCode(2)
    }
  }
}
