import GalleyKit

/// What to type to see an example of a stage: its files, its pipeline, the command.
struct ExampleScript {
  /// Lines of shell.
  let text: String

  /// - Parameters:
  ///   - example: of the stage.
  ///   - manifest: of the stage.
  ///   - plugins: the folder to name for its plugin, if it is not found without.
  init(_ example: StageExample, of manifest: Manifest, plugins: String? = nil) {
    let pipeline = Self.pipelineName(manifest)
    let files = example.files.sorted { $0.key < $1.key } + [(pipeline, example.pipeline)]
    text =
      files.map { Self.file($0.0, $0.1) }.joined()
      + "galley run \(pipeline)\(plugins.map(Self.flag) ?? "") --quiet --out -\n"
  }

  private static func flag(_ folder: String) -> String {
    let isPlain = folder.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte.isDigit
        || "/._-".utf8.contains(byte)
    }
    let quoted = folder.replacing("'", with: "'\\''")
    return " --plugins \(isPlain ? folder : "'\(quoted)'")"
  }

  /// What the pipeline file of an example is called.
  static func pipelineName(_ manifest: Manifest) -> String { "\(manifest.stage.name).yaml" }

  private static func file(_ name: String, _ text: String) -> String {
    var mark = "END"
    while text.split(separator: "\n").contains(Substring(mark)) { mark += "_" }
    return "cat > \(name) <<'\(mark)'\n\(text)\(mark)\n"
  }
}
