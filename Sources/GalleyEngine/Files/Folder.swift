import Foundation
import Glibc

/// Folders and paths.
package enum Folder {
  /// Names of the entries of a folder; empty when it cannot be read.
  static func entries(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  package static func exists(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// A path from the root, without `.` and `..`, links kept.
  package static func absolute(_ path: String) -> String {
    let full =
      path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Makes a folder and those above it that are missing.
  ///
  /// - Throws: `RunStop` when that is not possible.
  static func make(_ path: String) throws(RunStop) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw RunStop("cannot make the folder '\(path)': \(FileError(errno).reason)")
      }
    }
    guard exists(path) else {
      throw RunStop("cannot make the folder '\(path)': \(FileError(ENOTDIR).reason)")
    }
  }

  /// The folder of the running program.
  package static var ofExecutable: String {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }
}
