import Foundation
import GalleyKit
import GalleyTesting
import Patterns
import TestCommands
import Testing
import Text

@testable import GalleyEngine

/// Every recipe of docs/rules.md does what its examples say.
@Suite struct CookbookTests {
  /// A recipe as it stands in the page.
  struct Recipe: CustomTestStringConvertible {
    var line: Int
    var text: String
    var testDescription: String { "docs/rules.md:\(line)" }
  }

  static let recipes: [Recipe] = {
    let page = try? String(contentsOfFile: "\(Repository.root)/docs/rules.md", encoding: .utf8)
    var recipes: [Recipe] = []
    var isInside = false
    let lines = (page ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if line == "```yaml recipe" {
        recipes.append(Recipe(line: number + 1, text: ""))
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside {
        recipes[recipes.count - 1].text += line + "\n"
      }
    }
    return recipes
  }()

  @Test func `has twenty recipes`() {
    #expect(Self.recipes.count >= 20)
  }

  @Test(arguments: recipes)
  func `does what its examples say`(recipe: Recipe) throws {
    let checked = try ExampleRun(yaml: recipe.text)
    #expect(checked.problems == [])
    #expect(checked.exampleCount > 0)
  }
}

/// Runs the examples and rejects of rules.
struct ExampleRun {
  private(set) var problems: [String] = []
  private(set) var exampleCount = 0

  private let sentences: StageRun
  private let tokens: StageRun

  /// Reads `types:` and what stands under `with:` of a stage, and runs the examples of its rules.
  init(yaml: String) throws {
    let text = "\(Repository.root)/Plugins/Text"
    sentences = try StageRun(.document(Sentences.self), resourceFolder: text)
    tokens = try StageRun(
      .document(Tokens.self),
      types: [TypeDeclaration("Sentence")],
      resourceFolder: text
    )
    let source = try SourceText.checked(name: "recipe", folder: "/", bytes: Array(yaml.utf8))
    let (root, found) = Composer.compose(source)
    var collector = DiagnosticCollector(found)
    guard let root, let pairs = root.pairs else {
      problems = found.map(\.description)
      return
    }
    var declared = DeclaredTypes()
    for pair in root["types"]?.pairs ?? [] { declared.add(pair, into: &collector) }
    var manifest = RulesStage.manifest
    manifest.options = RulesStage.Options.specs
    let written = root.replacing(.mapping(pairs.filter { $0.key.text != "types" }))
    let options = OptionReader.read(written, of: manifest, uses: root, into: &collector)
    problems = collector.found.map(\.description)
    guard problems.isEmpty, case .object(let members) = options.json else { return }
    try run(members, declared.declarations)
  }

  /// What tests add to the types: where a rule matched, and what its captures kept.
  private static let traces = [
    TypeDeclaration("Match"),
    TypeDeclaration(
      "Capture",
      [
        FeatureDeclaration("name", .text), FeatureDeclaration("whole", .span),
        FeatureDeclaration("items", .list, of: .span),
      ]
    ),
  ]

  private mutating func run(
    _ options: [String: JSONValue],
    _ types: [TypeDeclaration]
  ) throws {
    guard case .list(let rules)? = options["rules"] else { return }
    var traced = options
    traced["rules"] = .list(rules.map(Self.traced))
    let schema =
      types + Self.traces + [
        TypeDeclaration("Sentence"),
        TypeDeclaration("Token", [FeatureDeclaration("flags", .integer)]),
      ]
    let stage: StageRun
    do {
      stage = try StageRun(
        .document(RulesStage.self),
        options: traced,
        types: schema,
        resourceFolder: PluginFolder.path
      )
    } catch let found as StageProblems {
      problems = found.problems.map { "\($0.place): \($0.message); \($0.fix)" }
      return
    }
    problems += stage.warnings.map { "\($0.place): \($0.message)" }
    for rule in rules {
      let name = rule["name"]?.text ?? ""
      for text in Self.texts(rule["examples"]) {
        exampleCount += 1
        try check(text, of: name, stage, isReject: false)
      }
      for text in Self.texts(rule["rejects"]) {
        exampleCount += 1
        try check(text, of: name, stage, isReject: true)
      }
    }
  }

  /// The rule with its match and its captures made visible.
  private static func traced(_ rule: JSONValue) -> JSONValue {
    guard case .object(var members) = rule, case .object(var emit)? = members["emit"] else {
      return rule
    }
    emit["Match"] = [:]
    for name in (members["match"]?.text ?? "").matches(of: /@(\w+):/).map({ String($0.1) }) {
      let reference = JSONValue.text("@\(name)")
      emit["Capture@\(name)"] = ["name": .text(name), "whole": reference, "items": reference]
    }
    members["emit"] = .object(emit)
    return .object(members)
  }

  private static func texts(_ list: JSONValue?) -> [String] {
    if case .list(let items)? = list { items.compactMap(\.text) } else { [] }
  }

  private mutating func check(
    _ text: String,
    of rule: String,
    _ stage: StageRun,
    isReject: Bool
  ) throws {
    let marked = try MarkedText(text)
    var document = TestDocument(marked.text)
    document.annotations = try sentences.process(document).annotations
    document.annotations = try tokens.process(document).annotations + marked.annotations
    for index in document.annotations.indices { document.annotations[index].features["mwt"] = nil }
    let result = try stage.process(document)
    let matches = result.annotations.filter { $0.rule == rule && $0.type == "Match" }
    if isReject || matches.isEmpty {
      if isReject != matches.isEmpty {
        problems.append("\(rule) \(isReject ? "matches" : "does not match") '\(text)'")
      }
      return
    }
    for name in Set(marked.marks.compactMap(\.capture)).sorted() {
      let wanted = Set(marked.marks.filter { $0.capture == name }.map(\.span))
      let kept = result.annotations.filter {
        $0.rule == rule && $0.type == "Capture" && $0.features["name"] == .text(name)
      }
      let wholes = Set(kept.compactMap { Self.span($0.features["whole"]) })
      let items = Set(kept.flatMap { Self.spans($0.features["items"]) })
      if wanted != wholes, wanted != items {
        let shown = kept.map(result.coveredText).sorted()
        problems.append("\(rule) captures as @\(name) \(shown) in '\(text)'")
      }
    }
  }

  private static func spans(_ value: JSONValue?) -> [TextSpan] {
    if case .list(let items)? = value { items.compactMap(span) } else { [] }
  }

  private static func span(_ value: JSONValue?) -> TextSpan? {
    guard case .list(let ends)? = value, ends.count == 2, case .integer(let start) = ends[0],
      case .integer(let end) = ends[1]
    else { return nil }
    return TextSpan(start: UInt32(start), end: UInt32(end))
  }
}
