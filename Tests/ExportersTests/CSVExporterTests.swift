import Exporters
import GalleyKit
import GalleyTesting
import Testing

struct CSVExporterTests {
  private func render(_ options: [String: JSONValue]) throws -> [String] {
    let run = try StageRun(
      .exporter(lines: CSVExporter.self),
      options: options,
      types: VisitDocument.schema
    )
    #expect(run.warnings == [])
    let files = try run.export([VisitDocument.make()])
    #expect(files.keys.sorted() == ["annotations.csv"])
    let text = try #require(files["annotations.csv"])
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `writes a column for each feature of one type`() throws {
    let rows = try render(["types": ["Name"]])
    #expect(
      rows == [
        "document,id,type,start,end,text,by,kind,note,aliases",
        #""visit ""1""",3,Name,2,9,Zoë Lee,names,,"","["#
          + #"""Z, L"",""ë""]""#,
        #""visit ""1""",6,Name,2,9,Zoë Lee,names,=HYPERLINK(1),,"#,
        #""visit ""1""",1,Name,15,17,Bo,names,person,,"#,
        #""visit ""1""",2,Name,22,26,Oslo,names,"# + "pla\tce,,",
        "",
      ]
    )
  }

  @Test func `writes spans as two columns and lists as JSON`() throws {
    let rows = try render(["types": ["Meeting"], "delimiter": ";"])
    #expect(
      rows == [
        "document;id;type;start;end;text;by;actors;place;cue_start;cue_end;parts;certain;"
          + "weight;size",
        #""visit ""1""";4;Meeting;2;26;"Zoë Lee met ""Bo"""#,
        #"in Oslo";"meetings/will""meet";[6,1];2;10;13;[[2,5],[10,13]];true;0.25;"#,
        #""visit ""1""";5;Meeting;10;13;met;meetings;[];;;;;false;;-2"#,
        "",
      ]
    )
  }

  @Test func `writes the features of several types as JSON`() throws {
    let rows = try render(["header": false, "delimiter": "tab", "features": ["Name.kind"]])
    #expect(rows.count == 8)
    #expect(rows[2].hasSuffix("Name\t2\t9\tZoë Lee\tnames\t{}"))
    #expect(rows[3].hasSuffix("names\t\"{\"\"kind\"\":\"\"=HYPERLINK(1)\"\"}\""))
  }

  @Test func `puts an apostrophe before formulas when asked to`() throws {
    let rows = try render(["types": ["Name"], "escape_formulas": true])
    #expect(rows[2].hasSuffix("'=HYPERLINK(1),,"))
  }

  @Test func `keeps the contract`() throws {
    let check = try StageConformance(
      .exporter(lines: CSVExporter.self),
      types: VisitDocument.schema
    )
    #expect(check.problems() == [])
  }
}
