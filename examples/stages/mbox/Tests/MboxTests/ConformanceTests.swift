import Mbox
import GalleyABI
import GalleyTesting
import Testing

struct ConformanceTests {
  @Test
  func `keeps the contract`() throws {
    let entry = try #require(galley_plugin(nil))
    #expect(try StageConformance(entry, stage: "mbox@1").problems() == [])
  }
}
