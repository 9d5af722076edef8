import Foundation

/// The files of a template, with words filled in.
struct TemplateFiles {
  /// Of the template.
  let folder: String
  /// What stands for `{{key}}` in texts and `__key__` in names.
  let words: [String: String]

  private static let suffix = ".template"

  /// Where the files go, below the new folder, sorted.
  ///
  /// - Throws: `ScaffoldingProblem` when there is no template.
  func paths() throws(ScaffoldingProblem) -> [String] { try files().map(path(of:)).sorted() }

  /// Writes all files.
  ///
  /// - Parameter target: the new folder.
  /// - Returns: the paths written, below `target`, sorted.
  /// - Throws: `ScaffoldingProblem`.
  func write(to target: String) throws(ScaffoldingProblem) -> [String] {
    let files = try files()
    do {
      return try files.map { try write($0, to: target) }.sorted()
    } catch {
      throw ScaffoldingProblem(
        "cannot write '\(target)': \(error.localizedDescription)",
        fix: "choose another folder"
      )
    }
  }

  private func files() throws(ScaffoldingProblem) -> [String] {
    let files = (FileManager.default.subpaths(atPath: folder) ?? []).filter {
      $0.hasSuffix(Self.suffix)
    }
    guard !files.isEmpty else {
      throw ScaffoldingProblem(
        "there is no template in '\(folder)'",
        fix: "install galley again, with its data folder"
      )
    }
    return files
  }

  private func write(_ file: String, to target: String) throws -> String {
    let template = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    let path = path(of: file)
    let url = URL(fileURLWithPath: "\(target)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    let text = words.reduce(template) { $0.replacing("{{\($1.key)}}", with: $1.value) }
    try Data(text.utf8).write(to: url, options: .withoutOverwriting)
    return path
  }

  /// Where a file of the template goes.
  ///
  /// The template has `gitignore` without its dot, lest it hide files of the template itself.
  private func path(of file: String) -> String {
    let name = String(file.dropLast(Self.suffix.count))
    let path = words.reduce(name) { $0.replacing("__\($1.key)__", with: $1.value) }
    return path == "gitignore" ? ".gitignore" : path
  }
}
