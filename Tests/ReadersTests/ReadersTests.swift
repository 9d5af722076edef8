import GalleyKit
import Readers
import Testing

struct ReadersTests {
  @Test func `describes its readers`() {
    #expect(JSONLinesReader.manifest.stage == "jsonl@1")
    #expect(TextFilesReader.manifest.stage == "text-files@1")
  }
}
