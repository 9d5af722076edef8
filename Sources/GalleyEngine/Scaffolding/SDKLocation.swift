import Foundation

/// Where the SDK and the data of this program lie, found from its executable.
///
/// In a checkout the program is in `.build/…` below the package; installed it is in `PREFIX/bin`,
/// and the rest in `PREFIX/share/galley`.
package struct SDKLocation: Sendable {
  /// Absolute.
  let executableFolder: String

  package init(executableFolder: String = Folder.ofExecutable) {
    self.executableFolder = executableFolder
  }

  /// The package `galley`, for `.package(name: "galley", path: …)`.
  ///
  /// - Throws: `ScaffoldingProblem` when there is none.
  package func sdk() throws(ScaffoldingProblem) -> String {
    let candidates = ["\(prefix)/share/galley/sdk", checkout].compactMap { $0 }
    guard let found = candidates.first(where: isPackage) else {
      throw ScaffoldingProblem(
        "the SDK is not where this program looks for it: \(candidates.joined(separator: ", "))",
        fix: "install galley with 'make install', or name the SDK's folder with --sdk"
      )
    }
    return found
  }

  /// The folder of templates.
  package var templates: String { resources("Templates") }

  /// The folder of the topics of `galley help`.
  package var topics: String { resources("Topics") }

  private func resources(_ name: String) -> String {
    let bundle = "galley_GalleyEngine.resources/\(name)"
    let beside = "\(executableFolder)/\(bundle)"
    return Folder.exists(beside) ? beside : "\(prefix)/share/galley/\(bundle)"
  }

  /// A file that came along with the installed program, by its path in a checkout; nil when there is
  /// none.
  func installed(_ path: String) -> String? {
    let place = "\(prefix)/share/galley/\(path)"
    return !path.hasPrefix("/") && FileManager.default.fileExists(atPath: place) ? place : nil
  }

  /// The folder above the `.build` that the program is in.
  private var checkout: String? {
    let parts = executableFolder.split(separator: "/")
    guard let build = parts.lastIndex(of: ".build") else { return nil }
    return "/" + parts[..<build].joined(separator: "/")
  }

  /// The folder above `bin`.
  private var prefix: String { Folder.absolute("\(executableFolder)/..") }

  private func isPackage(_ folder: String) -> Bool {
    let manifest = try? String(contentsOfFile: "\(folder)/Package.swift", encoding: .utf8)
    return manifest?.contains("name: \"galley\"") == true
  }
}
