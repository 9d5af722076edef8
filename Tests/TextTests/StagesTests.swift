import GalleyKit
import Testing

@testable import Text

struct StagesTests {
  @Test func `describes its stages`() {
    #expect(Sentences.manifest.stage == "sentences@1")
    #expect(Tokens.manifest.stage == "tokens@1")
  }

  @Test func `declares every feature it emits`() throws {
    for manifest in [Sentences.manifest, Tokens.manifest] {
      let declared = manifest.types.flatMap { type in
        [SchemaPath(type.name)] + type.features.map { SchemaPath(type.name, $0.name) }
      }
      #expect(Set(manifest.facts.emits) == Set(declared))
    }
  }

  @Test func `names the options as users write them`() {
    #expect(Sentences.Options.specs.map(\.name) == ["paragraphs", "abbreviations"])
    #expect(Tokens.Options.specs.map(\.name) == ["lower", "abbreviations"])
    #expect(ParagraphRule.allCases.map(\.rawValue) == ["auto", "lines", "blank-lines"])
  }
}
