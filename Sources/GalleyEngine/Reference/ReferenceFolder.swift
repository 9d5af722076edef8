import Foundation
package import GalleyKit
import Glibc

/// A folder with generated pages.
package struct ReferenceFolder {
  /// The first line of every page; what does not begin with it is somebody's own.
  static let mark = "<!-- Written by 'galley docs' from the manifests of the stages. -->"

  private let path: String

  /// - Parameter path: the folder, made when pages are written into it.
  /// - Throws: `ReferenceProblem` when there is something else at this path.
  package init(_ path: String) throws(ReferenceProblem) {
    if FileManager.default.fileExists(atPath: path), !Folder.exists(path) {
      throw ReferenceProblem("'\(path)' is a file", fix: "name a folder with '--out'")
    }
    self.path = path
  }

  /// Writes the pages that have changed and, when all are given, removes those of stages there were.
  ///
  /// - Returns: what was done, in a sentence.
  /// - Throws: `ReferenceProblem` when a file cannot be written or removed.
  package func write(_ pages: ReferencePages) throws(ReferenceProblem) -> String {
    do throws(RunStop) {
      try Folder.make(path)
    } catch {
      throw ReferenceProblem(error.message, fix: "choose another folder with '--out'")
    }
    let changed = pages.texts.filter { self[$0.key] != $0.value }
    for (name, text) in changed { try ReferenceFile.write(text, to: "\(path)/\(name)") }
    let removed = leftOver(pages)
    for name in removed where unlink("\(path)/\(name)") != 0 {
      throw ReferenceProblem("cannot remove '\(path)/\(name)'", errno: errno)
    }
    return "\(path): \(pages.texts.count) pages, \(changed.count) written, \(removed.count) removed"
  }

  /// Pages that are missing, say something else than they would, or have no stage any more.
  package func problems(_ pages: ReferencePages) -> [Diagnostic] {
    let stale = pages.texts.sorted { $0.key < $1.key }.compactMap { name, text -> Diagnostic? in
      switch self[name] {
      case text: nil
      case nil: problem("missing-page", name, "the page is missing")
      case .some: problem("stale-page", name, "the page is stale")
      }
    }
    return stale
      + leftOver(pages).map { problem("left-over-page", $0, "there is no such stage any more") }
  }

  private func leftOver(_ pages: ReferencePages) -> [String] {
    guard pages.isAll else { return [] }
    return Folder.entries(path).filter { name in
      name.hasSuffix(".md") && pages.texts[name] == nil && self[name]?.hasPrefix(Self.mark) == true
    }.sorted()
  }

  private func problem(_ code: String, _ name: String, _ message: String) -> Diagnostic {
    Diagnostic(
      code: code,
      at: SourceLocation(file: "\(path)/\(name)"),
      message,
      fix: "run 'galley docs --out \(path)'"
    )
  }

  private subscript(name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

/// Pages of the reference before they are written.
package struct ReferencePages: Sendable {
  /// By name of file.
  package var texts: [String: String]
  /// Whether these are all there should be.
  package var isAll: Bool
}
