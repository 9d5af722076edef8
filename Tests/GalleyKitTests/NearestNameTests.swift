import GalleyKit
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("min_lenght", "min_length"), ("tokenz", "tokens"), ("sentnces", "sentences"),
    ("Tokens", "tokens"),
  ])
  func `offers the near miss`(typed: String, meant: String) {
    #expect(NearestName.of(typed, among: ["min_length", "sentences", "tokens"]) == meant)
  }

  @Test func `offers nothing far away`() {
    #expect(NearestName.of("gazetteer", among: ["tokens", "sentences"]) == nil)
  }
}
