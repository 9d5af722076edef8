/// What to type after a pipeline has been made.
package struct PipelineSteps: Sendable {
  let template: PipelineTemplate
  let folder: String
  let files: [String]
  let program: String

  /// - Parameters:
  ///   - template: of the pipeline.
  ///   - folder: where it is, as the user gave it.
  ///   - files: what was written, below the folder.
  ///   - program: this program, as one calls it.
  package init(template: PipelineTemplate, folder: String, files: [String], program: String) {
    self.template = template
    self.folder = folder
    self.files = files
    self.program = program
  }

  package var text: String {
    let program = program.shellWord
    let name = template.name
    let enter = folder == "." ? "" : "  cd \(folder.shellWord)\n"
    return """
      Made the pipeline '\(name)':
      \(files.map { "  \(folder == "." ? $0 : "\(folder)/\($0)")" }.joined(separator: "\n"))

      Check it, test it, run it, look at what it found:
      \(enter)  \(program) check \(name).yaml
        \(program) test \(name).yaml
        \(program) run \(name).yaml
        head -5 out/\(name)/finds.csv

      Each part of \(name).yaml says what it is for; change it into yours.
      More: \(program) help pipelines
      """
  }
}
