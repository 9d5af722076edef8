import Foundation

/// A generated file.
package enum ReferenceFile {
  /// Writes the whole file or nothing.
  ///
  /// - Throws: `ReferenceProblem` when it cannot be written.
  package static func write(_ text: String, to path: String) throws(ReferenceProblem) {
    guard !Folder.exists(path) else {
      throw ReferenceProblem("'\(path)' is a folder", fix: "name a file with '--out'")
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ReferenceProblem(
        "cannot write '\(path)': \(error.localizedDescription)",
        fix: "choose another place with '--out'"
      )
    }
  }
}
