import Exporters
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct JSONLinesExporterTests {
  private func run(_ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(
      .exporter(lines: JSONLinesExporter.self),
      options: options,
      types: VisitDocument.schema
    )
  }

  private func render(_ options: [String: JSONValue] = [:]) throws -> String {
    let run = try run(options)
    #expect(run.warnings == [])
    return try #require(run.export([VisitDocument.make()])["annotations.jsonl"])
  }

  @Test func `writes a document with its annotations in order`() throws {
    let expected = """
      {"id":"visit \\"1\\"","text":"😀 Zoë Lee met \\"Bo\\"\\nin Oslo.","published":"2023-05-19",\
      "annotations":[\
      {"type":"Meeting","start":2,"end":26,"features":{"actors":[6,1],"place":2,\
      "cue_start":10,"cue_end":13,"parts":[[2,5],[10,13]],"certain":true,"weight":0.25},\
      "by":"meetings/will\\"meet"},\
      {"type":"Name","start":2,"end":9,"features":{"note":"","aliases":["Z, L","ë"]},\
      "by":"names"},\
      {"type":"Name","id":6,"start":2,"end":9,"features":{"kind":"=HYPERLINK(1)"},\
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

  @Test func `writes the number of annotations instead of them`() throws {
    let line = try render(["counts": ["Name", "Event"], "text": false])
    #expect(line.contains(#""published":"2023-05-19","counts":{"Name":4,"Event":0},"#))
    #expect(!line.contains(#""type":"Name""#))
    #expect(line.contains(#"{"type":"Meeting","start":2,"end":26,"features":{"actors":[],"#))
    let none = try render(["counts": ["Name"], "types": [], "text": false])
    #expect(none.hasSuffix(#""counts":{"Name":4},"annotations":[]}"# + "\n"))
  }

  @Test func `reports types that are counted and written, or that nobody declares`() throws {
    let problems = try StageRun.problems(
      of: .exporter(lines: JSONLinesExporter.self),
      options: ["types": ["Name"], "counts": ["Meeting", "Name", "Evnt"]],
      types: VisitDocument.schema
    )
    #expect(problems.map(\.place) == ["/counts/1", "/counts/2"])
    #expect(
      problems.map { "\($0.message); \($0.fix)" } == [
        "the annotations of 'Name' are written and only counted;"
          + " take 'Name' out of 'types' or of 'counts'",
        "no type 'Evnt'; did you mean 'Event'?",
      ]
    )
  }

  @Test func `writes the annotations of all types in one order`() throws {
    for round in 0..<50 {
      let all = (0..<40).map { i in
        let number = (i * 7919 + round * 104_729) % 1009
        let start = number % 9
        let end = start + 1 + number / 9 % (10 - start)
        let type = ["Event", "Meeting", "Name"][number / 97 % 3]
        return TestAnnotation(type, TextSpan(start..<end), [:], stage: "s")
      }
      let document = TestDocument("0123456789", id: "d", annotations: all)
      let line = try #require(run(["text": false]).export([document])["annotations.jsonl"])
      let sorted = all.enumerated().sorted { a, b in
        (a.element.span.start, b.element.span.end, a.element.type, a.offset)
          < (b.element.span.start, a.element.span.end, b.element.type, b.offset)
      }
      let expected = sorted.map {
        "\($0.element.type) \($0.element.span.start) \($0.element.span.end)"
      }
      guard case .list(let written)? = JSONValue(parsing: line)?["annotations"] else {
        Issue.record("no annotations")
        return
      }
      let found = written.map { annotation in
        "\(annotation["type"]?.text ?? "") \(annotation["start"]?.json ?? "")"
          + " \(annotation["end"]?.json ?? "")"
      }
      #expect(found == expected)
    }
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
    let files = try run().export([TestDocument("", id: "a"), TestDocument("x", id: "b")])
    #expect(
      files["annotations.jsonl"] == """
        {"id":"a","text":"","published":null,"annotations":[]}
        {"id":"b","text":"x","published":null,"annotations":[]}\n
        """
    )
  }

  @Test func `refers to annotations that are written, and to no others`() throws {
    let line = try render(["types": ["Meeting"], "text": false])
    #expect(line.contains(#""features":{"actors":[],"cue_start":10,"#))
    #expect(!line.contains("\"place\""))
    #expect(!line.contains("\"id\":1"))
  }

  @Test func `writes what the reader of the same name reads`() throws {
    let reader = try StageRun(
      .reader(JSONLinesReader.self),
      options: ["annotations": "gold", "id": "/id"],
      types: VisitDocument.schema
    )
    let document = try VisitDocument.make()
    let read = try #require(reader.read(render()).documents.first)
    #expect(read.text == document.text)
    let gold = try #require(read.layers["gold"])
    #expect(gold.count == document.annotations.count)
    #expect(gold.map(\.span).sorted() == document.annotations.map(\.span).sorted())
    let meeting = try #require(gold.first { $0.features["place"] != nil })
    #expect(meeting.features["cue_span"] == document.annotations[3].features["cue_span"])
    #expect(meeting.features["parts"] == document.annotations[3].features["parts"])
    let place = gold.first { .integer(Int64($0.id)) == meeting.features["place"] }
    #expect(place.map(read.coveredText) == "Oslo")
  }

  @Test func `keeps the contract`() throws {
    let check = try StageConformance(
      .exporter(lines: JSONLinesExporter.self),
      options: ["metadata": true],
      types: VisitDocument.schema
    )
    #expect(check.problems() == [])
  }

  @Test func `tells the host what it reads and writes`() throws {
    let all = try run(["path": "x.jsonl"])
    #expect(all.facts.readsOptional == ["*"])
    #expect(all.facts.outputs == [OutputDeclaration("x.jsonl", .lines)])
    let some = try run(["types": ["Name"], "features": ["Name.kind"]])
    #expect(some.facts.readsOptional == ["Name", "Name.kind"])
    let counted = try run(["types": ["Event"], "counts": ["Name"]])
    #expect(counted.facts.readsOptional == ["Event", "Name"])
  }

  @Test func `reports names nobody declares`() throws {
    let problems = try StageRun.problems(
      of: .exporter(lines: JSONLinesExporter.self),
      options: [
        "types": ["Name", "Meetings"], "features": ["Name.kinds", "Nam.kind", "Name"],
      ],
      types: VisitDocument.schema
    )
    #expect(
      problems.map(\.place) == ["/types/1", "/features/0", "/features/1", "/features/2"]
    )
    #expect(
      problems.map { "\($0.message); \($0.fix)" } == [
        "no type 'Meetings'; did you mean 'Meeting'?",
        "type 'Name' has no feature 'kinds'; did you mean 'kind'?",
        "no type 'Nam'; did you mean 'Name'?",
        "'Name' is not of the form Type.feature; write 'Name.' and the name of a feature",
      ]
    )
  }
}
