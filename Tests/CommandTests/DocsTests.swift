import Foundation
import TestCommands
import Testing

/// `galley docs`, end to end.
struct DocsTests {
  /// To write them anew: `make docs`, or `GALLEY_RECORD=1 swift test --filter DocsTests`.
  @Test func `the pages of this repository are what it writes`() throws {
    let galley = try Galley()
    let pages = "\(Repository.root)/docs/stages"
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] == "1" {
      #expect(try galley("docs", "--out", pages).status == 0)
    }
    let outcome = try galley("docs", "--check", "--out", pages)
    #expect(outcome.status == 0, "run make docs: \(outcome.errors)")
    #expect(outcome.errors == "")
  }

  @Test func `every stage that comes along has an example`() throws {
    let output = try Galley()("stages", "--format", "json").output
    for stage in try JSONObject(#"{"list":\#(output)}"#).objects("list") {
      #expect(!stage.objects("examples").isEmpty, "\(stage.text("stage") ?? "")")
    }
  }

  @Test func `writes into docs/stages, again without a change`() throws {
    let galley = try Galley()
    let first = try galley("docs")
    #expect(first.status == 0)
    #expect(first.errors == "")
    let files = galley.files()
    #expect(files.contains("docs/stages/README.md"))
    #expect(files.allSatisfy { $0.hasPrefix("docs/stages/") && $0.hasSuffix(".md") })
    let count = files.count
    #expect(first.output == "docs/stages: \(count) pages, \(count) written, 0 removed\n")
    #expect(try galley("docs").output == "docs/stages: \(count) pages, 0 written, 0 removed\n")
    for file in files { #expect(try !galley.text(file).contains(Repository.root), "\(file)") }
  }

  @Test func `check names pages that are stale, missing and left over`() throws {
    let galley = try Galley()
    _ = try galley("docs", "--out", "pages")
    let old = try galley.text("pages/regex.md")
    try galley.folder.write(old + "more\n", to: "pages/regex.md")
    try galley.folder.write(old, to: "pages/gone.md")
    try galley.folder.write("# By hand\n", to: "pages/notes.md")
    try FileManager.default.removeItem(atPath: galley.folder.file("pages/tokens.md"))
    let checked = try galley("docs", "--check", "--out", "pages")
    #expect(checked.status == 1)
    #expect(
      checked.errors == """
        pages/regex.md: error: the page is stale; run 'galley docs --out pages'
        pages/tokens.md: error: the page is missing; run 'galley docs --out pages'
        pages/gone.md: error: there is no such stage any more; run 'galley docs --out pages'

        """
    )
    #expect(try galley.text("pages/regex.md") == old + "more\n")
    #expect(try galley("docs", "regex", "--check", "--out", "pages").status == 1)
    #expect(try galley("docs", "jsonl@1", "--check", "--out", "pages").status == 0)

    let written = try galley("docs", "--out", "pages").output
    #expect(written.hasSuffix(" pages, 2 written, 1 removed\n"))
    #expect(try galley.text("pages/regex.md") == old)
    #expect(galley.files(below: "pages").contains("notes.md"))
    #expect(!galley.files(below: "pages").contains("gone.md"))
    #expect(try galley("docs", "--check", "--out", "pages").status == 0)
  }

  @Test func `a stage without example has a page without one`() throws {
    let galley = try Galley()
    try galley.addPlugin("lengths_stage")
    let outcome = try galley("docs", "lengths", "--plugins", "plugins", "--out", "pages")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(galley.files(below: "pages") == ["lengths.md"])
    let page = try galley.text("pages/lengths.md")
    #expect(page.contains("## lengths@1, a corpus stage"))
    #expect(page.contains("| Makes records | `Length` |"))
    #expect(!page.contains("Example"))
  }

  @Test func `an example of an outside plugin names its folder`() throws {
    let galley = try Galley()
    let source = try String(
      contentsOfFile: "\(Repository.root)/Tests/CommandTests/Fixtures/wrong_example.c",
      encoding: .utf8
    ).replacing("idel@1", with: "idle@1")
    let file = try galley.folder.write(source, to: "idle.c")
    let library = try galley.folder.write("", to: "plugins/libidle.so")
    try CCompiler.run("cc", CCompiler.strict + ["-shared", "-fPIC", file, "-o", library])
    let command = "galley run idle.yaml --plugins plugins --quiet --out -\n"
    let help = try galley("stages", "idle", "--plugins", "plugins").output
    #expect(help.contains(command), "\(help)")
    let outcome = try galley("docs", "idle", "tokens", "--plugins", "plugins", "--out", "pages")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try galley.text("pages/idle.md").contains(command))
    #expect(try !galley.text("pages/tokens.md").contains("--plugins"))
    // Found without the flag, it needs none.
    var other = galley
    other.environment = ["GALLEY_PLUGINS": "plugins"]
    #expect(try other("stages", "idle").output.contains("galley run idle.yaml --quiet --out -\n"))
  }

  @Test func `an example that cannot run is told with its place`() throws {
    let galley = try Galley()
    try galley.addPlugin("wrong_example")
    let outcome = try galley("docs", "--plugins", "plugins")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix(
        "idle.yaml:4:12: error: an example of 'idle@1': no stage 'idel@1'; did you mean 'idle@1'?"
      )
    )
    #expect(galley.files(below: "docs").isEmpty)
  }

  @Test(arguments: [
    (["docs", "regx"], "error: no stage 'regx'; did you mean 'regex'?\n"),
    (["docs", "--out", "a.txt"], "error: 'a.txt' is a file; name a folder with '--out'\n"),
    (
      ["docs", "--check", "--out", "a.txt"],
      "error: 'a.txt' is a file; name a folder with '--out'\n"
    ),
    (
      ["docs", "--out", "/proc/galley/pages"],
      "error: cannot make the folder '/proc/galley/pages': no such file or directory;"
        + " choose another folder with '--out'\n"
    ),
  ])
  func `what is given wrong is a sentence and status 2`(
    arguments: [String],
    message: String
  ) throws {
    let outcome = try Galley(["a.txt": "A."]).run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message)
  }
}
