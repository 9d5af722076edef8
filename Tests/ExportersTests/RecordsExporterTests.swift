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
    let trial = ExporterTrial(try StageTrial(.exporter(whole: RecordsExporter.self)))
    let isWritten = trial.write(records)
    #expect(isWritten)
    #expect(
      trial.text() == """
        {"type":"Entity","id":"e/1","a":"é","b":[1,{"a":2,"z":1}]}
        {"type":"Event","id":"e/2"}\n
        """
    )
  }

  @Test func `writes only the types asked for`() throws {
    let trial = ExporterTrial(
      try StageTrial(.exporter(whole: RecordsExporter.self), ["types": ["Event"]])
    )
    trial.write(records)
    #expect(trial.text() == "{\"type\":\"Event\",\"id\":\"e/2\"}\n")
  }

  @Test(arguments: [
    ("[1]", "the fields are not an object"), ("{", "the fields are not an object"),
    (#"{"id":1}"#, "field 'id' stands where its id is written"),
  ])
  func `refuses fields that cannot be written`(json: String, reason: String) throws {
    let stage = try StageTrial(.exporter(whole: RecordsExporter.self))
    let isWritten = ExporterTrial(stage).write([Record(type: "Entity", id: "x", json: json)])
    #expect(!isWritten)
    #expect(stage.failure?.message == "record 'x' of type 'Entity': \(reason)")
  }
}
