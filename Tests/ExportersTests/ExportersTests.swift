import GalleyKit
import Exporters
import Testing

struct ExportersTests {
  @Test func `describes its exporters`() {
    #expect(JSONLinesExporter.manifest.stage == "jsonl@1")
  }
}
