import ArgumentParser
import GalleyEngine

/// `galley schema`: pipeline files for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schema of pipeline files, for editors.",
    discussion: """
      Editors complete keys, stages and options with it, show their help, and mark \
      mistakes while one types. It has all stages of the plugins found. What only \
      'galley check' can know, such as files and patterns, it lets pass.

        galley schema --out pipeline.schema.json
        galley schema --plugins .build/debug --out pipeline.schema.json

      The first line of a pipeline file then names it:

        # yaml-language-server: $schema=pipeline.schema.json
      """
  )

  @OptionGroup var plugins: PluginArguments

  @Option(help: ArgumentHelp("The file to write; default: standard output.", valueName: "file"))
  var out: String?

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out is a file, not empty") }
  }

  func run() throws {
    let workbench = plugins.workbench()
    Terminal.report(workbench.plugins.diagnostics)
    let text = PipelineSchema(workbench.catalog).text
    guard let out else { return print(text, terminator: "") }
    do throws(ReferenceProblem) {
      try ReferenceFile.write(text, to: out)
    } catch {
      Terminal.report(error.diagnostics)
      throw ExitCode(2)
    }
  }
}
