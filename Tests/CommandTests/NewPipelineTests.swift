import TestCommands
import Testing

/// The pipeline `galley new pipeline` makes.
struct NewPipelineTests {
  @Test(arguments: ["", "--folder 'a/b c'"])
  func `the printed steps work as they are typed`(flags: String) throws {
    let galley = try Galley()
    let outcome = try galley.shell(
      """
      set -eo pipefail
      galley new pipeline my-news \(flags) > steps.txt
      sed -n '/^Check it/,/^$/s/^  //p' steps.txt | bash -e
      """
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.errors.contains("error:") && !outcome.errors.contains("warning:"))
    #expect(outcome.errors.contains("2 documents, 0.00 MB"))
    let rows = outcome.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 6)
    #expect(rows.first == "my-news.yaml: 2 tests, all pass")
    #expect(rows[1] == "document,id,type,start,end,text,by,features")
    #expect(rows[2].hasPrefix("harbour.txt,") && rows[2].contains(",Percent,32,38,12.5 %,"))
    let folder = flags.isEmpty ? "" : "a/b c/"
    for name in ["my-news.yaml", "texts/harbour.txt", "texts/library.txt"] {
      #expect(try galley.text("steps.txt").contains("  \(folder)\(name)\n"))
      #expect(try !galley.text(folder + name).contains("{{"))
    }
  }

  @Test(arguments: [
    ("news/*.txt", "text-files@1"), ("news", "text-files@1"), ("one.jsonl", "jsonl@1"),
    ("it's ${odd} \"#: name.txt", "text-files@1"),
  ])
  func `runs over texts of one's own`(input: String, reader: String) throws {
    let galley = try Galley([
      "news/a.txt": "It fell 5 %.", "one.jsonl": #"{"id": "a", "text": "It fell 5 %."}"#,
      "it's ${odd} \"#: name.txt": "It fell 5 %.",
    ])
    for folder in [".", "elsewhere"] {
      let made = try galley("new", "pipeline", "mine", "--input", input, "--folder", folder)
      #expect(made.status == 0, "\(made.errors)")
      let check = try galley("check", "\(folder)/mine.yaml")
      #expect(check.status == 0 && check.errors == "", "\(check.errors)")
      #expect(try galley.text("\(folder)/mine.yaml").contains("uses: \(reader)"))
      let run = try galley("run", "\(folder)/mine.yaml", "--quiet", "--out", "-")
      #expect(run.output.contains(",Percent,8,11,5 %,"), "\(run.errors)")
    }
    #expect(!galley.files().contains { $0.hasPrefix("texts/") })
  }

  @Test(arguments: [
    (["mine.yaml": "keep"], "mine", "'mine.yaml' is there already; choose another name"),
    (["texts/a.txt": "keep"], "mine", "'texts' is there already; give '--input texts'"),
    ([:], "Mine", "'Mine' is not a name of a pipeline; write letters and digits"),
    ([:], "mine --input nowhere", "there is no file or folder 'nowhere'; check the path"),
    (["taken": "keep"], "mine --folder taken", "cannot write 'taken'"),
  ])
  func `writes nothing when it cannot`(files: [String: String], flags: String, words: String) throws
  {
    let galley = try Galley(files)
    let outcome = try galley.run(
      ["new", "pipeline"] + flags.split(separator: " ").map(String.init)
    )
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("error: \(words)"), "\(outcome.errors)")
    #expect(galley.files() == files.keys.sorted())
    for (name, text) in files { #expect(try galley.text(name) == text) }
  }
}
