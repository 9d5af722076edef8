import Foundation
package import GalleyKit

/// A new package with one stage in it, made from the template of a language.
package struct StageTemplate: Sendable {
  package enum Language: String, Sendable, CaseIterable {
    case swift
    case c
  }

  /// Modules that a package of this name would hide from its own sources.
  private static let takenModules: Set<String> = [
    "Foundation", "GalleyAbi", "GalleyKit", "GalleyPatterns", "GalleyTesting", "Glibc", "Swift",
    "Testing",
  ]

  package let name: String
  package let language: Language
  /// The package `galley`, absolute.
  package let sdk: String

  /// - Parameters:
  ///   - name: of the stage, without its major; a kebab-case noun.
  ///   - language: of its sources.
  ///   - sdk: the folder of the package `galley`.
  /// - Throws: `ScaffoldingProblem` when no stage can have this name.
  package init(name: String, language: Language, sdk: String) throws(ScaffoldingProblem) {
    guard StageName.isKebabCase(name) else {
      throw ScaffoldingProblem("'\(name)' is not a stage name", fix: Self.rule(for: name))
    }
    self.name = name
    self.language = language
    self.sdk = sdk
    guard !Self.takenModules.contains(typeName) else {
      throw ScaffoldingProblem(
        "a stage '\(name)' would hide the module \(typeName) of its own sources",
        fix: "choose another name"
      )
    }
  }

  /// The stage's name as a type and module.
  package var typeName: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Writes the package.
  ///
  /// - Parameters:
  ///   - folder: made by this; must not be there yet.
  ///   - templates: the folder with one folder per language.
  /// - Returns: the paths written, below `folder`, sorted.
  /// - Throws: `ScaffoldingProblem`.
  @discardableResult
  package func write(
    to folder: String,
    templates: String
  ) throws(ScaffoldingProblem) -> [String] {
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw ScaffoldingProblem(
        "'\(folder)' is there already",
        fix: "choose another name, or remove it"
      )
    }
    let source = "\(templates)/\(language.rawValue)-stage"
    let files = (FileManager.default.subpaths(atPath: source) ?? []).filter {
      $0.hasSuffix(Self.suffix)
    }
    guard !files.isEmpty else {
      throw ScaffoldingProblem(
        "there is no template in '\(source)'",
        fix: "install galley again, with its data folder"
      )
    }
    do {
      return try files.map { try write($0, of: source, to: folder) }.sorted()
    } catch {
      throw ScaffoldingProblem(
        "cannot write '\(folder)': \(error.localizedDescription)",
        fix: "choose another folder"
      )
    }
  }

  private static let suffix = ".template"

  private func write(_ file: String, of source: String, to folder: String) throws -> String {
    let template = try String(contentsOfFile: "\(source)/\(file)", encoding: .utf8)
    let path = path(of: file)
    let target = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(filled(template).utf8).write(to: target)
    return path
  }

  /// Where a file of the template goes.
  ///
  /// The template has `gitignore` without its dot, lest it hide files of the template itself.
  private func path(of file: String) -> String {
    let path = file.dropLast(Self.suffix.count).replacing("__Name__", with: typeName)
    return path == "gitignore" ? ".gitignore" : String(path)
  }

  private func filled(_ template: String) -> String {
    template.replacing("{{name}}", with: name).replacing("{{Name}}", with: typeName)
      .replacing("{{sdk}}", with: sdk)
  }

  private static func rule(for name: String) -> String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    let near = String(words.drop(while: \.isNumber).drop { $0 == "-" })
    let example = near.isEmpty ? "noun-chunker" : near
    return "write letters and digits in lower case, joined by single hyphens: '\(example)'"
  }
}

/// Why a package cannot be made.
package struct ScaffoldingProblem: Error, Sendable {
  package let diagnostic: Diagnostic

  init(_ message: String, fix: String) {
    diagnostic = Diagnostic(code: "cannot-scaffold", message, fix: fix)
  }
}
