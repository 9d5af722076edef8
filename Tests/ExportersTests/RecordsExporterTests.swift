import Exporters
import GalleyKit
import GalleyTesting
import Testing

struct RecordsExporterTests {
  private let records = [
    Record(type: "Entity", id: "e/1", json: #"{"b":[1,{"z":1,"a":2}],"a":"\u00e9"}"#),
    Record(type: "Event", id: "e/2", json: "{}"),
  ]

  @Test func `writes a line per record`() throws {
    let run = try StageRun(.exporter(whole: RecordsExporter.self))
    #expect(
      try run.export(records: records)["records.jsonl"] == """
        {"type":"Entity","id":"e/1","a":"é","b":[1,{"a":2,"z":1}]}
        {"type":"Event","id":"e/2"}\n
        """
    )
  }

  @Test func `writes only the types asked for`() throws {
    let run = try StageRun(
      .exporter(whole: RecordsExporter.self),
      options: ["types": ["Event"]]
    )
    #expect(
      try run.export(records: records) == ["records.jsonl": "{\"type\":\"Event\",\"id\":\"e/2\"}\n"]
    )
  }

  @Test(arguments: [
    ("[1]", "the fields are not an object"), ("{", "the fields are not an object"),
    (#"{"id":1}"#, "field 'id' stands where its id is written"),
  ])
  func `refuses fields that cannot be written`(json: String, reason: String) throws {
    let run = try StageRun(.exporter(whole: RecordsExporter.self))
    let failure = #expect(throws: TestFailure.self) {
      try run.export(records: [Record(type: "Entity", id: "x", json: json)])
    }
    #expect(failure?.message.hasSuffix("record 'x' of type 'Entity': \(reason)") == true)
  }

  @Test func `keeps the contract`() throws {
    #expect(try StageConformance(.exporter(whole: RecordsExporter.self)).problems() == [])
  }
}
