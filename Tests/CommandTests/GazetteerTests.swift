import TestCommands
import Testing

/// Lists of names, end to end.
struct GazetteerTests {
  /// To renew what is expected: `GALLEY_RECORD=1 swift test --filter GazetteerTests`.
  @Test func `finds the names of the lists that come along`() throws {
    let galley = try Galley()
    let outcome = try galley.run([
      "run", "\(Repository.root)/pipelines/annotate.yaml", "--quiet", "--only", "names", "--input",
      "\(Repository.root)/examples/summit/continental-2023-11-16-summit.txt", "--out", "out",
    ])
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    let actual = try galley.text("out/annotations.jsonl")
    let golden = GoldenFile("names.jsonl")
    #expect(try actual == golden.expected(recording: actual))
  }

  @Test func `shows all mistakes of a list at their lines`() throws {
    let galley = try Galley()
    try galley.folder.write("name,born\nAnn,1961\nBo,soon\n\"Cy\" Lee,1\n", to: "people.csv")
    try galley.folder.write(
      """
      pipeline: names/1
      types: {Person: {born: integer}}
      source: {uses: text-files@1, with: {path: "*.txt"}}
      stages:
        - {uses: gazetteer@1, with: {lists: [{file: people.csv, type: Person}]}}
      export: [{uses: csv@1}]
      """,
      to: "names.yaml"
    )
    let outcome = try galley("check", "names.yaml")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "people.csv:3: error: 'soon' in column 'born' is no value of feature 'born'; write an integer"
      )
    )
    #expect(
      outcome.errors.contains(
        "people.csv:4:5: error: cell 1 goes on behind the quote that ends it; double quotes inside quotes"
      )
    )
  }
}
