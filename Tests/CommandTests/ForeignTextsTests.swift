import TestCommands
import Testing

/// `annotate.yaml` over texts in several languages: nothing is lost, and nothing is taken for English.
struct ForeignTextsTests {
  private static let annotate = "\(Repository.root)/pipelines/annotate.yaml"

  private static let corpus = #"""
    {"id": "ar", "text": "قالت وزيرة النقل إن القطارات الجديدة ستصل إلى العاصمة قبل نهاية الشهر."}
    {"id": "de", "text": "Die Verkehrsministerin sagte am 3. Mai, die neuen Züge kämen noch vor Monatsende."}
    {"id": "en-1", "text": "The transport minister said on May 3 that the new trains would arrive by June."}
    {"id": "en-2", "text": "TICKET PRICES WILL RISE BY 12% NEXT YEAR"}
    {"id": "given", "lang": "en", "text": "Bahnhof Nord, 3 May 2021"}
    {"id": "given-too", "lang": "de", "text": "Trains were late on Monday, the operator said in a statement."}
    {"id": "none", "text": "+49 30 1234 — https://trains.example/timetable 🚆"}
    {"id": "ru", "text": "Министр транспорта сообщила, что новые поезда прибудут до конца месяца."}

    """#

  private func run(_ flags: String...) throws -> (Galley, errors: String) {
    let galley = try Galley()
    try galley.folder.write(Self.corpus, to: "mixed.jsonl")
    let outcome = try galley.run(["run", Self.annotate, "--input", "mixed.jsonl"] + flags)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return (galley, outcome.errors + outcome.output)
  }

  private func languages(_ galley: Galley) throws -> [String] {
    try galley.lines("out/annotate/annotations.jsonl").map { document in
      let language = document.object("metadata")?.text("lang") ?? "none"
      let types = Set(document.objects("annotations").compactMap { $0.text("type") })
      let found = types.isSubset(of: ["Zone"]) ? "" : " annotated"
      return "\(document.text("id") ?? "") \(language)\(found)"
    }
  }

  private static let found = [
    "ar ar", "de de", "en-1 en annotated", "en-2 en annotated", "given en annotated",
    "given-too de", "none und", "ru ru",
  ]

  @Test func `documents of other languages keep their language and zones alone`() throws {
    let (galley, said) = try run()
    #expect(try languages(galley) == Self.found)
    let english =
      "sentences, tokens, tags, lemmas, chunks, times, published, values, together, final-values, "
      + "news, names, events"
    #expect(
      said.contains("passed over: 5 documents by \(english): not lang == 'en'\n"),
      "\(said)"
    )
    let run = try JSONObject(galley.text("out/annotate/run.json"))
    #expect(run.number("exported") == 8)
    #expect(
      run.objects("stages").map { "\($0.text("id") ?? "") \($0.number("passed_over") ?? -1)" }
        == [
          "language -1", "zones -1", "sentences 5", "tokens 5", "tags 5", "lemmas 5", "chunks 5",
          "times 5", "published 5", "values 5", "together 5", "final-values 5", "news 5",
          "names 5", "events 5", "jsonl -1",
        ]
    )
  }

  @Test func `a stage alone works on the same documents`() throws {
    let (galley, _) = try run("--only", "news")
    let english = try languages(galley).filter { $0.hasSuffix("annotated") }
    #expect(english == ["en-1 en annotated", "en-2 en annotated", "given en annotated"])
  }

  @Test func `a language that is given is replaced when asked`() throws {
    let (galley, _) = try run("--set", "stages.language.with.existing=replace")
    let given = try languages(galley).filter { $0.hasPrefix("given") }
    #expect(given == ["given und", "given-too en annotated"])
  }

  @Test func `skipping what sets the language is told`() throws {
    let (_, said) = try run("--skip", "language")
    #expect(said.contains("'sentences' runs without 'language', which sets 'lang'"), "\(said)")
  }
}
