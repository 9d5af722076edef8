import TestCommands
import Testing

/// `galley run` over tables.
struct CSVInputTests {
  private static let table = """
    id,text,published,section
    a,"MV Aurora left,
    at last.",2023-11-02,harbour
    b,MV Borea "left".,,
    a,MV Clio left.,,
    c,"MV Delta"left,,
    d,MV Echo
    e,MV Foxtrot stayed.,,harbour

    """

  @Test func `picks the reader by the ending, and goes on after broken rows`() throws {
    let galley = try SamplePipeline.galley(["news.csv": Self.table])
    let outcome = try galley("run", "ships.yaml", "--quiet", "--input", "news.csv")
    #expect(outcome.status == 1)
    let documents = try galley.lines("out/ships/annotations.jsonl")
    #expect(documents.map { $0.text("id") } == ["a", "b", "e"])
    #expect(documents.map { $0.text("published") } == ["2023-11-02", nil, nil])
    #expect(documents[0].text("text") == "MV Aurora left,\nat last.")
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("origin") } == ["news.csv:5", "news.csv:6", "news.csv:7"])
    #expect(
      failures.map { $0.text("code") } == ["duplicate-id", "stray-quote", "ragged-row"]
    )
  }

  @Test func `reads packed TSV and standard input`() throws {
    let rows = "id\ttext\n1\tMV \"Aurora\"\n"
    let galley = try SamplePipeline.galley(["news.tsv": rows])
    #expect(try galley.shell("gzip news.tsv").status == 0)
    let packed = try galley("run", "ships.yaml", "--quiet", "--input", "news.tsv.gz", "--out", "-")
    #expect(packed.status == 0)
    #expect(packed.output.contains(#""text":"MV \"Aurora\"""#))
    let piped = try galley(
      "run",
      "ships.yaml",
      "--quiet",
      "--input",
      "-",
      "--reader",
      "csv",
      "--out",
      "-",
      input: rows.replacing("\t", with: ",")
    )
    #expect(piped.status == 0)
    #expect(piped.output == packed.output)
  }

  @Test func `names columns that are not there`() throws {
    let galley = try SamplePipeline.galley(["news.csv": "id;body\n1;a\n"])
    let outcome = try galley("run", "ships.yaml", "--quiet", "--input", "news.csv")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "failed: news.csv:1: csv: there is no column 'text'; columns: 'id;body'; set 'delimiter: \";\"'"
      ),
      "\(outcome.errors)"
    )
  }

  @Test func `reads what the exporter of the same name writes`() throws {
    let exported = SamplePipeline.text.replacing(
      "- {uses: jsonl@1}",
      with: "- {uses: csv@1, with: {types: [Ship]}}"
    )
    let second = """
      pipeline: second/1
      source: {uses: csv@1, with: {path: out/ships/annotations.csv, id: ''}}
      stages: [{uses: sentences@1}]
      export: [{uses: jsonl@1, with: {metadata: true}}]
      """
    let corpus = #"{"id": "a", "text": "MV Aurora, MV Borea"}"# + "\n"
    let galley = try SamplePipeline.galley([
      "ships.yaml": exported, "second.yaml": second, "corpus.jsonl": corpus,
    ])
    #expect(try galley("run", "ships.yaml", "--quiet").status == 0)
    let outcome = try galley("run", "second.yaml", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let documents = try galley.lines("out/second/annotations.jsonl")
    #expect(documents.map { $0.text("text") } == ["MV Aurora", "MV Borea"])
    #expect(documents.map { $0.text("id") } == ["annotations.csv:2", "annotations.csv:3"])
  }
}
