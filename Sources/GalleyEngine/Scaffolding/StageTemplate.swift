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
      throw ScaffoldingProblem(
        "'\(name)' is not a stage name",
        fix: Self.rule(for: name, example: "noun-chunker")
      )
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
    let files = TemplateFiles(
      folder: "\(templates)/\(language.rawValue)-stage",
      words: ["name": name, "Name": typeName, "sdk": sdk]
    )
    return try files.write(to: folder)
  }

  /// How a name is written, with one near to what was given, or an example.
  static func rule(for name: String, example: String) -> String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    let near = String(words.drop(while: \.isNumber).drop { $0 == "-" })
    return
      "write letters and digits in lower case, joined by single hyphens: '\(near.isEmpty ? example : near)'"
  }
}

/// Why a package cannot be made.
package struct ScaffoldingProblem: Error, Sendable {
  package let diagnostic: Diagnostic

  init(_ message: String, fix: String) {
    diagnostic = Diagnostic(code: "cannot-scaffold", message, fix: fix)
  }
}
