import GalleyKit
import GalleyTesting
import Patterns
import Testing

@Suite struct ChunksStageTests {
  private static func run(_ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(
      .document(ChunksStage.self),
      options: options,
      types: [TypeDeclaration("Sentence")],
      resourceFolder: PluginFolder.path
    )
  }

  @Test func `the sheet has many cases`() {
    #expect(ChunkSheet.cases.count { $0.verbs != nil } >= 80)
    #expect(ChunkSheet.cases.count { $0.nouns != nil } >= 80)
  }

  @Test func `finds the verb groups and noun phrases of the sheet`() throws {
    let results = try Self.run().process(ChunkSheet.cases.map(\.document))
    for (example, result) in zip(ChunkSheet.cases, results) {
      let found = try result.get()
      if let verbs = example.verbs { #expect(found.verbGroups == verbs) }
      if let nouns = example.nouns { #expect(found.nounPhrases == nouns) }
    }
  }

  @Test func `the main verb and the head are tokens`() throws {
    let found = try Self.run().process(
      ChunkSheet.document(["They/PRON/PRP/they", "were/AUX/VBD/be", "seen/VERB/VBN/see"])
    )
    let group = try #require(found.annotations(of: "VerbGroup").first)
    let main = found.annotations.first { .integer(Int64($0.id)) == group.features["main"] }
    #expect(main?.type == "Token")
    #expect(main.map(found.coveredText) == "seen")
    #expect(found.nounPhrases == "They = They")
  }

  @Test func `words of a pipeline are added to the lists of the language`() throws {
    let sentence = ChunkSheet.document([
      "They/PRON/PRP/they", "contemplated/VERB/VBD/contemplate", "to/PART/TO/to",
      "leave/VERB/VB/leave",
    ])
    let own: [String: JSONValue] = ["lists": ["links": ["words": ["contemplate"]]]]
    #expect(
      try Self.run().process(sentence).verbGroups == "contemplated = contemplate past none active"
        + " ; to leave = leave infinitive none active"
    )
    #expect(
      try Self.run(own).process(sentence).verbGroups
        == "contemplated to leave = leave past none active contemplate to"
    )
  }

  @Test func `rules of a pipeline come behind those of the language and see their chunks`() throws {
    let own: [String: JSONValue] = [
      "phases": [["name": "own"]],
      "rules": [
        [
          "name": "pronoun", "phase": "own", "match": "@x:NounPhrase VerbGroup",
          "change": ["@x": ["head": "@x.head"]],
        ]
      ],
    ]
    #expect(try Self.run(own).facts.rules.map(\.name).last == "pronoun")
  }

  @Test func `a mistake in a rule of a pipeline is told`() throws {
    let problems = try StageRun.problems(
      of: .document(ChunksStage.self),
      options: ["rules": [["name": "own", "phase": "verbs", "match": "@x:("]]],
      types: [TypeDeclaration("Sentence")],
      resourceFolder: PluginFolder.path
    )
    #expect(problems.contains { $0.code == "bad-pattern" })
  }

  @Test func `conforms`() throws {
    let check = try StageConformance(
      .document(ChunksStage.self),
      types: [TypeDeclaration("Sentence")],
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }
}
