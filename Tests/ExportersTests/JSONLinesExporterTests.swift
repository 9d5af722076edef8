import Exporters
import GalleyKit
import GalleyTesting
import Testing

struct JSONLinesExporterTests {
  private func render(_ options: [String: JSONValue] = [:]) throws -> String {
    let stage = try StageTrial(
      .exporter(lines: JSONLinesExporter.self),
      options,
      schema: VisitDocument.schema
    )
    #expect(stage.reports.isEmpty)
    let trial = ExporterTrial(stage)
    let isWritten = trial.write([try VisitDocument.make(for: stage)])
    #expect(isWritten)
    return trial.text()
  }

  @Test func `writes a document with its annotations in order`() throws {
    let expected = """
      {"id":"visit \\"1\\"","text":"😀 Zoë Lee met \\"Bo\\"\\nin Oslo.","published":"2023-05-19",\
      "annotations":[\
      {"type":"Meeting","start":2,"end":26,"features":{"actors":[7,1],"place":2,\
      "cue_start":10,"cue_end":13,"parts":[[2,5],[10,13]],"certain":true,"weight":0.25},\
      "by":"meetings/will\\"meet"},\
      {"type":"Name","start":2,"end":9,"features":{"note":"","aliases":["Z, L","ë"]},\
      "by":"names"},\
      {"type":"Name","id":7,"start":2,"end":9,"features":{"kind":"=HYPERLINK(1)"},\
      "by":"names"},\
      {"type":"Meeting","start":10,"end":13,"features":{"actors":[],"certain":false,"size":-2},\
      "by":"meetings"},\
      {"type":"Name","id":1,"start":15,"end":17,"features":{"kind":"person"},"by":"names"},\
      {"type":"Name","id":2,"start":22,"end":26,"features":{"kind":"pla\\tce"},"by":"names"}]}\n
      """
    #expect(try render() == expected)
  }

  @Test(arguments: [("codepoints", 2, 9), ("utf16", 3, 10), ("utf8", 5, 13)])
  func `counts offsets in the unit asked for`(unit: String, start: Int, end: Int) throws {
    let line = try render(["offsets": .text(unit), "types": ["Name"]])
    #expect(line.contains("{\"type\":\"Name\",\"start\":\(start),\"end\":\(end),"))
  }

  @Test func `writes only the types and features asked for`() throws {
    let line = try render([
      "types": ["Name", "Event"], "features": ["Name.kind", "Meeting.place"], "text": false,
    ])
    let annotations = try #require(JSONValue(parsing: line)?["annotations"])
    guard case .list(let all) = annotations else {
      Issue.record("the annotations are not a list")
      return
    }
    #expect(JSONValue(parsing: line)?["text"] == nil)
    #expect(all.count == 4)
    #expect(all.allSatisfy { $0["id"] == nil && $0["type"] == "Name" })
    #expect(all[0]["features"] == [:])
    #expect(all[1]["features"] == ["kind": "=HYPERLINK(1)"])
  }

  @Test func `writes the metadata in the order of its keys`() throws {
    let line = try render(["metadata": true, "types": []])
    #expect(
      line.hasSuffix(
        #""published":"2023-05-19","metadata":{"day":3,"tags":["a",{"b":null}]},"annotations":[]}"#
          + "\n"
      )
    )
  }

  @Test func `writes null for a day of publication that is not known`() throws {
    let stage = try StageTrial(.exporter(lines: JSONLinesExporter.self))
    let trial = ExporterTrial(stage)
    trial.write([TrialDocument(id: "a", text: ""), TrialDocument(id: "b", text: "x")])
    #expect(
      trial.text() == """
        {"id":"a","text":"","published":null,"annotations":[]}
        {"id":"b","text":"x","published":null,"annotations":[]}\n
        """
    )
  }

  @Test func `tells the host what it reads and writes`() throws {
    let all = try StageTrial(
      .exporter(lines: JSONLinesExporter.self),
      ["path": "x.jsonl"],
      schema: VisitDocument.schema
    )
    #expect(all.facts["reads_optional"] == ["*"])
    #expect(all.facts["outputs"] == [["kind": "lines", "name": "x.jsonl"]])
    let some = try StageTrial(
      .exporter(lines: JSONLinesExporter.self),
      ["types": ["Name"], "features": ["Name.kind"]],
      schema: VisitDocument.schema
    )
    #expect(some.facts["reads_optional"] == ["Name", "Name.kind"])
  }

  @Test func `reports names nobody declares`() throws {
    let stage = try StageTrial(
      .exporter(lines: JSONLinesExporter.self),
      ["types": ["Name", "Meetings"], "features": ["Name.kinds", "Nam.kind", "Name"]],
      schema: VisitDocument.schema
    )
    #expect(!stage.isPrepared)
    #expect(
      stage.reports.map(\.place) == ["/types/1", "/features/0", "/features/1", "/features/2"]
    )
    #expect(
      stage.reports.map { "\($0.message); \($0.fix)" } == [
        "no type 'Meetings'; did you mean 'Meeting'?",
        "type 'Name' has no feature 'kinds'; did you mean 'kind'?",
        "no type 'Nam'; did you mean 'Name'?",
        "'Name' is not of the form Type.feature; write 'Name.' and the name of a feature",
      ]
    )
  }
}
