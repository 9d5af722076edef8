import ArgumentParser
import Foundation
import GalleyEngine
import GalleyKit

/// `galley new`: something new from a template.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a new pipeline or stage from a template.",
    subcommands: [NewPipelineCommand.self, NewStageCommand.self]
  )
}

/// `galley new stage`: a package with a stage in it.
struct NewStageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "Make a package with a stage of your own in it.",
    discussion: """
      The package has a stage that works, its options, a test, a pipeline and a text to try it on. \
      Change it into yours.

        galley new stage acronyms
        galley new stage acronyms --language c --folder ~/stages/acronyms
      """
  )

  @Argument(help: "The stage's name: letters and digits in lower case, joined by hyphens.")
  var name: String

  @Option(help: "The language to write it in.")
  var language = StageTemplate.Language.swift

  @Option(
    help: "The folder to make (default: the name, in the current folder).",
    completion: .directory
  )
  var folder: String?

  @Option(
    help: "The folder of the package galley (default: the one this program belongs to).",
    completion: .directory
  )
  var sdk: String?

  func run() throws {
    let location = SDKLocation()
    let target = folder ?? name
    do throws(ScaffoldingProblem) {
      let package = if let sdk { Folder.absolute(sdk) } else { try location.sdk() }
      let template = try StageTemplate(name: name, language: language, sdk: package)
      let files = try template.write(to: target, templates: location.templates)
      print(
        NextSteps(template: template, folder: target, files: files, program: Program.callable).text
      )
    } catch {
      Terminal.report([error.diagnostic])
      throw ExitCode(2)
    }
  }
}

extension StageTemplate.Language: ExpressibleByArgument {}
