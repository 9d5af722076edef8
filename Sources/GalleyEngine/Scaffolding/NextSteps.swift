/// What to type after a package has been made.
package struct NextSteps: Sendable {
  let template: StageTemplate
  let folder: String
  let files: [String]
  let program: String

  /// - Parameters:
  ///   - template: of the package.
  ///   - folder: of the package, as the user gave it.
  ///   - files: what was written, below the folder.
  ///   - program: this program, as one calls it from that folder.
  package init(template: StageTemplate, folder: String, files: [String], program: String) {
    self.template = template
    self.folder = folder
    self.files = files
    self.program = program
  }

  package var text: String {
    """
    Made the stage '\(template.name)' in \(folder):
    \(files.map { "  \($0)" }.joined(separator: "\n"))

    Build it, test it, run it:
      cd \(folder.shellWord)
      swift build
      swift test
      \(program.shellWord) run pipeline.yaml --plugins .build/debug

    For speed: swift build -c release, then --plugins .build/release.
    \(library)
    """
  }

  private var library: String {
    switch template.language {
    case .swift: "Start in Sources/\(template.typeName)/\(template.typeName).swift."
    case .c:
      "Without SwiftPM: make, then --plugins build. Start in Sources/\(template.typeName)/plugin.c."
    }
  }
}
