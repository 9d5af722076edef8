import TestCommands
import Testing

/// The files `galley new stage` makes.
struct NewStageTests {
  @Test(arguments: ["swift", "c"])
  func `makes a package`(language: String) throws {
    let galley = try Galley()
    let outcome = try galley("new", "stage", "loud-words", "--language", language)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let files = galley.files()
    for name in ["Package.swift", "README.md", "pipeline.yaml"] {
      #expect(files.contains("loud-words/\(name)"))
    }
    #expect(files.contains { $0.hasPrefix("loud-words/Sources/LoudWords/") })
    #expect(files.contains { $0.hasPrefix("loud-words/Tests/LoudWordsTests/") })
    for file in files {
      #expect(outcome.output.contains("  \(file.dropFirst("loud-words/".count))\n"))
      let text = try galley.text(file)
      // A C source may have {{, too.
      #expect(!text.contains("{{name") && !text.contains("{{Name") && !file.contains("__"))
    }
    #expect(outcome.output.contains("  swift build\n"))
  }

  @Test func `makes it in the folder asked for`() throws {
    let galley = try Galley()
    #expect(try galley("new", "stage", "quiet", "--folder", "a/b c").status == 0)
    #expect(galley.files().allSatisfy { $0.hasPrefix("a/b c/") })
  }

  @Test func `does not write over what is there`() throws {
    let galley = try Galley(["mine/notes.txt": "keep"])
    let outcome = try galley("new", "stage", "mine")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'mine'"))
    #expect(galley.files() == ["mine/notes.txt"])
  }
}
