import GalleyKit

/// What to type to see an example of a stage: its files, its pipeline, the command.
struct ExampleScript {
  /// Lines of shell.
  let text: String

  init(_ example: StageExample, of manifest: Manifest) {
    let pipeline = Self.pipelineName(manifest)
    let files = example.files.sorted { $0.key < $1.key } + [(pipeline, example.pipeline)]
    text =
      files.map { Self.file($0.0, $0.1) }.joined()
      + "galley run \(pipeline) --quiet --out -\n"
  }

  /// What the pipeline file of an example is called.
  static func pipelineName(_ manifest: Manifest) -> String { "\(manifest.stage.name).yaml" }

  private static func file(_ name: String, _ text: String) -> String {
    var mark = "END"
    while text.split(separator: "\n").contains(Substring(mark)) { mark += "_" }
    return "cat > \(name) <<'\(mark)'\n\(text)\(mark)\n"
  }
}
