import TermCounts
import GalleyABI
import GalleyTesting
import Testing

struct ConformanceTests {
  @Test
  func `keeps the contract`() throws {
    let entry = try #require(galley_plugin(nil))
    let problems = try StageConformance(entry, stage: "term-counts@1").problems()
    #expect(problems == [])
  }
}
