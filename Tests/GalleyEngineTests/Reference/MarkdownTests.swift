import Foundation
import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// The pieces pages are made of.
struct MarkdownTests {
  @Test(arguments: [
    ("plain", "plain"), ("a*b <c> [d]", #"a\*b \<c> \[d]"#), (#"\n"#, #"\\n"#), ("`x`", #"\`x\`"#),
  ])
  func `text is not read as markup`(text: String, written: String) {
    #expect(Markdown.text(text) == written)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```"), (#"\"#, #"`\`"#),
  ])
  func `code holds any text`(text: String, written: String) {
    #expect(Markdown.code(text) == written)
  }

  @Test(arguments: [
    ("a\n", "```sh\na\n```\n"), ("a", "```sh\na\n```\n"), ("", "```sh\n```\n"),
    ("```\n", "````sh\n```\n````\n"),
  ])
  func `a block ends where its text does`(text: String, written: String) {
    #expect(Markdown.block("sh", text) == written)
  }

  @Test func `a cell stays one cell`() {
    let table = Markdown.table(["a"], [["x|y\nz"]])
    #expect(table == "| a |\n| --- |\n| x\\|y z |\n")
  }

  @Test(arguments: [
    ("plugins", "plugins"), ("../my-plugin/.build/debug", "../my-plugin/.build/debug"),
    ("my plugins", "'my plugins'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"),
  ])
  func `the script of an example names the folder of its plugin`(folder: String, word: String) {
    let example = StageExample("Nothing.", files: [:], pipeline: "")
    let script = ExampleScript(example, of: Manifest("sample@1", "A sample."), plugins: folder)
    #expect(script.text.hasSuffix("galley run sample.yaml --plugins \(word) --quiet --out -\n"))
  }

  @Test(arguments: ["one\n", "END\n", "END\nEND_\n", "$x `y` \\ 'z'\n", "<<'END'\n"])
  func `the script of an example writes its files as they are`(text: String) throws {
    let manifest = Manifest("sample@1", "A sample.")
    let example = StageExample("Files.", files: ["a.txt": text], pipeline: "pipeline: a/1")
    let folder = try TemporaryFolder()
    let script = ExampleScript(example, of: manifest).text
    let lines = script.split(separator: "\n")
    #expect(lines.last == "galley run sample.yaml --quiet --out -")
    let writing = lines.dropLast().map { "\($0)\n" }.joined()
    let outcome = try Command("bash", ["-ec", writing], in: folder.path).run()
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(try String(contentsOfFile: folder.file("a.txt"), encoding: .utf8) == text)
    #expect(
      try String(contentsOfFile: folder.file("sample.yaml"), encoding: .utf8) == "pipeline: a/1\n"
    )
  }
}
