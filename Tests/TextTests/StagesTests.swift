import GalleyKit
import GalleyTesting
import Testing

@testable import Text

struct StagesTests {
  @Test func `describes its stages`() {
    #expect(Zones.manifest.stage == "zones@1")
    #expect(Sentences.manifest.stage == "sentences@1")
    #expect(Tokens.manifest.stage == "tokens@1")
    #expect(Normalize.manifest.stage == "normalize@1")
    #expect(Language.manifest.stage == "language@1")
  }

  @Test func `declares every feature it emits`() throws {
    for manifest in [Zones.manifest, Sentences.manifest, Tokens.manifest] {
      let declared = manifest.types.flatMap { type in
        [SchemaPath(type.name)] + type.features.map { SchemaPath(type.name, $0.name) }
      }
      #expect(Set(manifest.facts.emits) == Set(declared))
    }
  }

  @Test func `names the options as users write them`() {
    #expect(Zones.Options.specs.map(\.name) == ["language", "cues"])
    #expect(
      Sentences.Options.specs.map(\.name)
        == ["paragraphs", "abbreviations", "model", "rules_only"]
    )
    #expect(Tokens.Options.specs.map(\.name) == ["lower", "abbreviations"])
    #expect(
      Normalize.Options.specs.map(\.name) == [
        "view", "unicode", "quotes", "dashes", "spaces", "invisible", "entities", "unwrap",
      ]
    )
    #expect(
      Language.Options.specs.map(\.name)
        == ["languages", "profiles", "existing", "minimum", "sample"]
    )
    #expect(ParagraphRule.allCases.map(\.rawValue) == ["auto", "lines", "blank-lines"])
  }

  @Test func `sentences keep the contract, with zones that make no sense too`() throws {
    let conformance = try StageConformance(
      .document(Sentences.self),
      types: Zones.manifest.types,
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test func `sentences keep the contract without their model`() throws {
    let conformance = try StageConformance(
      .document(Sentences.self),
      options: ["rules_only": true],
      types: Zones.manifest.types,
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test func `tokens keep the contract, with sentences that make no sense too`() throws {
    let conformance = try StageConformance(
      .document(Tokens.self),
      types: Sentences.manifest.types,
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test func `an abbreviation of two words is reported at its place`() throws {
    let conformance = try StageConformance(
      .document(Tokens.self),
      options: ["abbreviations": .list([.text("Bhd"), .text("Kgl Hof")])],
      resourceFolder: TestFiles.pluginPath
    )
    let problems = conformance.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains("'Kgl Hof' is not one word") == true)
  }

  @Test func `normalize keeps the contract`() throws {
    let conformance = try StageConformance(
      .document(Normalize.self),
      options: ["unicode": "nfkc", "quotes": "straight", "unwrap": "always"],
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test(arguments: ["", "text"])
  func `a view has a name of its own`(view: String) throws {
    let conformance = try StageConformance(
      .document(Normalize.self),
      options: ["view": .text(view)],
      resourceFolder: TestFiles.pluginPath
    )
    let problems = conformance.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains("a view cannot be called '\(view)'") == true)
  }

  @Test func `language keeps the contract`() throws {
    let conformance = try StageConformance(
      .document(Language.self),
      options: ["minimum": 1, "sample": 64],
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test func `a language nobody knows is reported at its place`() throws {
    let conformance = try StageConformance(
      .document(Language.self),
      options: ["languages": .list([.text("en"), .text("xx")])],
      resourceFolder: TestFiles.pluginPath
    )
    let problems = conformance.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains("no profile of language 'xx'") == true)
  }

  @Test func `all that is wrong with languages and profiles is told at once`() throws {
    let conformance = try StageConformance(
      .document(Language.self),
      options: [
        "languages": .list([.text("en"), .text("et"), .text("xx")]),
        "profiles": .list([.text("/no/such/et.txt"), .text("/dev/null")]),
      ],
      resourceFolder: TestFiles.pluginPath
    )
    let problems = conformance.problems().joined(separator: "\n")
    #expect(problems.contains("no profile of language 'xx'"))
    #expect(!problems.contains("no profile of language 'et'"))
    #expect(problems.contains("cannot read '/no/such/et.txt'"))
  }
}
