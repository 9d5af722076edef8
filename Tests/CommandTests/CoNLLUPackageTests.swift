import Foundation
import TestCommands
import Testing

/// What Python programs make of the CoNLL-U that `conllu@1` writes.
@Suite(.enabled(if: PythonTools.areThere, Comment(rawValue: PythonTools.missing)))
struct CoNLLUPackageTests {
  @Test func `articles and odd texts are read by others, and as they were by us`() throws {
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
        - {uses: jsonl@1, with: {path: texts.jsonl, types: []}}
      """,
      to: "words.yaml"
    )
    try galley.folder.write(
      """
      pipeline: back/1
      source: {uses: conllu@1, with: {path: out/words/words.conllu}}
      export:
        - {uses: jsonl@1, with: {path: texts.jsonl}}
      """,
      to: "back.yaml"
    )
    for (input, sentences) in [("\(Repository.root)/examples/summit", 400), ("odd", 30)] {
      #expect(try galley("run", "words.yaml", "--quiet", "--input", input).status == 0)
      let read = try PythonTools.checkCoNLLU("out/words/words.conllu", in: galley.folder)
      #expect(read.status == 0, "\(read.output)")
      let number = try #require(Int(read.output.prefix { $0 != " " }))
      #expect(number >= sentences, "\(read.output)")
      #expect(try galley("run", "back.yaml", "--quiet").status == 0)
      let texts = try galley.lines("out/back/texts.jsonl").map { $0.text("text") }
      #expect(try texts == galley.lines("out/words/texts.jsonl").map { $0.text("text") })
    }
  }

  @Test func `the score counts what covers the same characters and is equal`() throws {
    let folder = try TemporaryFolder()
    let treebank = """
      1\tShe\tshe\tPRON\tPRP\t_\t_\t_\t_\t_
      2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
      2\tdid\tdo\tAUX\tVBD\t_\t_\t_\t_\t_
      3\tn't\tnot\tPART\tRB\t_\t_\t_\t_\t_

      1\tPay\tpay\tVERB\tVB\t_\t_\t_\t_\tSpaceAfter=No
      2\tup\tup\tADP\tRP\t_\t_\t_\t_\t_


      """
    // One word for two, one part of speech, and one sentence for two.
    let written = """
      1\tShe\tshe\tPRON\tPRP\t_\t_\t_\t_\t_
      2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
      2\tdid\tdo\tVERB\tVBD\t_\t_\t_\t_\t_
      3\tn't\tnot\tPART\tRB\t_\t_\t_\t_\t_
      4\tPayup\tpayup\tVERB\tVB\t_\t_\t_\t_\t_


      """
    try folder.write(treebank, to: "treebank.conllu")
    try folder.write(written, to: "written.conllu")
    try folder.write(written.replacing("Payup", with: "Payout"), to: "other.conllu")
    func score(_ written: String) throws -> Command.Outcome {
      try PythonTools.scoreCoNLLU(written, by: "treebank.conllu", in: folder)
    }
    #expect(try score("treebank.conllu").output.components(separatedBy: " 100.00\n").count == 6)
    #expect(
      try score("written.conllu").output == """
        words       66.67
        sentences    0.00
        upos        44.44
        xpos        66.67
        lemma       66.67

        """
    )
    let other = try score("other.conllu")
    #expect(other.status == 1)
    #expect(other.errors.contains("another from character 12: 'out', not 'up'"), "\(other.errors)")
  }
}
