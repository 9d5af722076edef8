import Foundation
import TestCommands
import Testing

/// `chunks@1` behind the stages that come along, against answers written without it.
@Suite struct VerbGroupAnswersTests {
  private static let pipeline = """
    pipeline: sheet/1
    source: {uses: jsonl@1, with: {path: sheet.jsonl}}
    stages:
      - {uses: sentences@1}
      - {uses: tokens@1}
      - {uses: tagger@1}
      - {uses: lemmas@1}
      - {uses: chunks@1}
    export:
      - {uses: jsonl@1, with: {types: [VerbGroup]}}
    """

  /// The golden file holds the cases that go wrong still; the tagger's mistakes are among them.
  @Test func `finds the verb groups of the answer sheet but for those known`() throws {
    let sheet = try String(
      contentsOfFile: "\(Repository.root)/Tests/TextTests/Fixtures/verb-groups.jsonl",
      encoding: .utf8
    )
    let cases = try sheet.split(separator: "\n").map { try JSONObject(String($0)) }
    let galley = try Galley(["sheet.jsonl": sheet, "sheet.yaml": Self.pipeline])
    let outcome = try galley("run", "sheet.yaml", "--quiet", "--out", "-")
    #expect(outcome.status == 0)
    let found = try outcome.output.split(separator: "\n").map { try JSONObject(String($0)) }
    #expect(cases.count >= 250)
    #expect(found.map { $0.text("text") } == cases.map { $0.text("text") })
    var mistakes = ""
    for (wanted, document) in zip(cases, found) {
      let text = Array((document.text("text") ?? "").unicodeScalars)
      let wantedGroups = wanted.objects("groups").map { Self.line($0, $0.text("text") ?? "") }
      let groups = document.objects("annotations").map { group in
        let span = (group.number("start") ?? 0)..<(group.number("end") ?? 0)
        return Self.line(
          group.object("features"),
          String(String.UnicodeScalarView(text[span]))
        )
      }
      if groups == wantedGroups { continue }
      mistakes += "\(wanted.text("name") ?? "")\n"
      for line in wantedGroups where !groups.contains(line) { mistakes += "  - \(line)\n" }
      for line in groups where !wantedGroups.contains(line) { mistakes += "  + \(line)\n" }
    }
    #expect(try GoldenFile("verb-group-mistakes.txt").expected(recording: mistakes) == mistakes)
  }

  private static func line(_ group: JSONObject?, _ text: String) -> String {
    let values = ["lemma", "tense", "aspect", "voice", "modality"].compactMap { group?.text($0) }
    let negation = group?.number("negated") == 1 ? ["not"] : []
    return "\(text): " + (values + negation).joined(separator: " ")
  }
}
