import Foundation
import TestCommands
import Testing

/// Every recipe of docs/rules.md does what its examples say.
struct CookbookTests {
  /// A recipe as it stands in the page: a line with its types, then the options of a stage.
  struct Recipe {
    var line: Int
    var types: String
    var options: String

    init(_ block: MarkdownBlock) {
      line = block.line
      let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)
      types = lines.filter { $0.hasPrefix("types:") }.joined()
      options = lines.filter { !$0.hasPrefix("types:") }.joined(separator: "\n")
    }

    var pipeline: String {
      """
      pipeline: recipe/1
      \(types)
      source: {uses: text-files@1, with: {path: '*.txt'}}
      stages:
        - {uses: sentences@1}
        - {uses: tokens@1}
        - {id: elsewhere, uses: regex@1, with: {patterns: [\(elsewhere)]}}
        - {id: recipe, uses: rules@1, import: [options-\(line).yaml]}
      """
    }

    /// Patterns that never match.
    ///
    /// Without a stage that makes what the recipe reads, a pipeline would not be well; the marks of the
    /// examples give it.
    private var elsewhere: String {
      types.matches(of: /([A-Z]\w+): \{([^}]*)\}/).map { type in
        let features = type.2.matches(of: /(\w+): (?:text|integer|number)/)
        let groups = features.map { "(?<\($0.1)>1)" }.joined()
        return "{name: \(type.1), type: \(type.1), pattern: 'no such words\(groups)'}"
      }.joined(separator: ", ")
    }
  }

  @Test func `does what its examples say`() throws {
    let blocks = try MarkdownBlock.blocks(of: "docs/rules.md")
    let recipes = blocks.filter { $0.words.contains("recipe") }.map(Recipe.init)
    #expect(recipes.count >= 20)
    let galley = try Galley()
    for recipe in recipes {
      try galley.folder.write(recipe.options, to: "options-\(recipe.line).yaml")
      try galley.folder.write(recipe.pipeline, to: "\(recipe.line).yaml")
    }
    let outcome = try galley.run(["test"] + recipes.map { "\($0.line).yaml" })
    #expect(outcome.errors == "")
    #expect(outcome.status == 0, "\(outcome.output)")
    for recipe in recipes {
      #expect("\n\(outcome.output)".contains("\n\(recipe.line).yaml: "))
    }
    #expect(!outcome.output.contains("nothing to test"))
    #expect(!outcome.output.contains("no examples"))
  }
}
