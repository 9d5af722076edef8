import Foundation
import Glibc

/// Turns what the user gave (files, folders, globs, `-`) into a list of files.
package enum InputListing {
  /// The files of one path: itself, those of a folder, or those a glob fits; in byte order.
  ///
  /// A folder is searched to the bottom; hidden files and folders are passed over.
  ///
  /// - Throws: `InputProblem` when there is nothing there.
  package static func files(at path: String) throws(InputProblem) -> [InputFile] {
    if path == "-" { return [.standardInput] }
    if Folder.exists(path) { return try files(below: path) }
    if FileManager.default.fileExists(atPath: path) {
      return [InputFile(path: path, name: String(path.split(separator: "/").last ?? ""))]
    }
    if path.contains(where: { "*?[".contains($0) }) { return try files(fitting: path) }
    throw InputProblem(
      message: "there is no file or folder '\(path)'",
      fix: Paths.nearest(to: path).map { "did you mean '\($0)'?" } ?? "check the path"
    )
  }

  private static func files(below folder: String) throws(InputProblem) -> [InputFile] {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var found: [InputFile] = []
    collect(base, "", &found)
    guard !found.isEmpty else {
      throw InputProblem(message: "the folder '\(folder)' has no files", fix: "check the path")
    }
    return found.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  private static func collect(_ base: String, _ below: String, _ found: inout [InputFile]) {
    let folder = below.isEmpty ? base : "\(base)/\(below)"
    for entry in Folder.entries(folder) where !entry.hasPrefix(".") {
      let name = below.isEmpty ? entry : "\(below)/\(entry)"
      let path = "\(base)/\(name)"
      if Folder.exists(path) {
        collect(base, name, &found)
      } else {
        found.append(InputFile(path: path, name: name))
      }
    }
  }

  /// Names are the paths below the folder in front of the first wildcard.
  private static func files(fitting pattern: String) throws(InputProblem) -> [InputFile] {
    var result = glob_t()
    defer { globfree(&result) }
    let status = glob(pattern, GLOB_NOSORT, nil, &result)
    let paths = (0..<(status == 0 ? Int(result.gl_pathc) : 0)).compactMap { i in
      result.gl_pathv[i].map { String(cString: $0) }
    }.filter { !Folder.exists($0) }
    guard !paths.isEmpty else {
      throw InputProblem(
        message: "no file fits '\(pattern)'",
        fix: Paths.nearest(to: pattern).map { "did you mean '\($0)'?" } ?? "check the pattern"
      )
    }
    let fixed = pattern.prefix { !"*?[".contains($0) }
    let prefix = fixed.lastIndex(of: "/").map { fixed[...$0] } ?? ""
    return paths.map { InputFile(path: $0, name: String($0.dropFirst(prefix.count))) }
      .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }
}
