import TestCommands
import Testing

/// What `conllu@1` writes is read by the Python package `conllu`, and written by it as it was.
@Suite(.enabled(if: PythonTools.areThere, Comment(rawValue: PythonTools.missing)))
struct CoNLLUPackageTests {
  @Test func `articles and odd texts are read by others`() throws {
    let galley = try Galley()
    for (name, text) in OddTexts.files { try galley.folder.write(text, to: name) }
    try galley.folder.write(
      """
      pipeline: words/1
      source: {uses: text-files@1, with: {path: "*.txt"}}
      stages:
        - {uses: sentences@1}
        - {uses: tokens@1}
        - {uses: tagger@1}
        - {uses: lemmas@1}
      export:
        - {uses: conllu@1, with: {path: words.conllu}}
      """,
      to: "words.yaml"
    )
    for (input, sentences) in [("\(Repository.root)/examples/summit", 400), ("odd", 30)] {
      #expect(try galley("run", "words.yaml", "--quiet", "--input", input).status == 0)
      let read = try PythonTools.checkCoNLLU("out/words/words.conllu", in: galley.folder)
      #expect(read.status == 0, "\(read.output)")
      let number = try #require(Int(read.output.prefix { $0 != " " }))
      #expect(number >= sentences, "\(read.output)")
    }
  }
}
