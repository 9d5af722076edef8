import Foundation
import GalleyKit

/// A new pipeline with comments that explain its parts, and texts to try it on.
package struct PipelineTemplate: Sendable {
  package let name: String
  /// The user's own texts, as given; nil: sample texts come along.
  package let input: String?

  /// - Parameters:
  ///   - name: of the pipeline, without its major.
  ///   - input: a file, folder or glob in place of sample texts.
  /// - Throws: `ScaffoldingProblem` when no pipeline can have this name.
  package init(name: String, input: String?) throws(ScaffoldingProblem) {
    guard StageName.isKebabCase(name) else {
      throw ScaffoldingProblem(
        "'\(name)' is not a name of a pipeline",
        fix: StageTemplate.rule(for: name, example: "my-news")
      )
    }
    self.name = name
    self.input = input
  }

  /// Writes the pipeline; nothing when a file of it is there already.
  ///
  /// - Parameters:
  ///   - folder: where it goes.
  ///   - templates: the folder of templates.
  /// - Returns: the paths written, below `folder`, sorted.
  /// - Throws: `ScaffoldingProblem`.
  @discardableResult
  package func write(
    to folder: String,
    templates: String
  ) throws(ScaffoldingProblem) -> [String] {
    let words = ["name": name, "source": try source(seenFrom: folder)]
    var parts = [TemplateFiles(folder: "\(templates)/pipeline", words: words)]
    if input == nil {
      parts.append(TemplateFiles(folder: "\(templates)/pipeline-texts", words: words))
      try refuse(
        "texts",
        in: folder,
        fix: "give '--input texts' to use what is in it, or choose another --folder"
      )
    }
    for part in parts {
      for path in try part.paths() {
        try refuse(path, in: folder, fix: "choose another name, or remove it")
      }
    }
    var written: [String] = []
    for part in parts { written += try part.write(to: folder) }
    return written.sorted()
  }

  private func refuse(
    _ path: String,
    in folder: String,
    fix: String
  ) throws(ScaffoldingProblem) {
    let full = folder == "." ? path : "\(folder)/\(path)"
    guard FileManager.default.fileExists(atPath: full) else { return }
    throw ScaffoldingProblem("'\(full)' is there already", fix: fix)
  }

  /// The entry of the reader, with a path that is relative to the pipeline's folder or absolute.
  private func source(seenFrom folder: String) throws(ScaffoldingProblem) -> String {
    guard let input else { return "{uses: text-files@1, with: {path: texts}}" }
    let files: [InputFile]
    do throws(InputProblem) {
      files = try InputListing.files(at: input)
    } catch {
      throw ScaffoldingProblem(error.message, fix: error.fix)
    }
    let reader = files.allSatisfy { $0.ending == "jsonl" } ? "jsonl@1" : "text-files@1"
    let path = folder == "." || input == "-" ? input : Folder.absolute(input)
    // JSON's strings are YAML's in double quotes; a variable begins with "${".
    let quoted = JSONValue.text(path.replacing("${", with: "$${")).json
    return "{uses: \(reader), with: {path: \(quoted)}}"
  }
}
