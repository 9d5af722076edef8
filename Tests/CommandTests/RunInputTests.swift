import Foundation
import TestCommands
import Testing

/// Where `galley run` takes documents from.
struct RunInputTests {
  private static let files = [
    "news/one.txt": "MV Aurora left.",
    "news/deep/two.txt": "MV Borea left.",
    "news/.hidden.txt": "MV Nobody left.",
    "news/notes.md": "no news",
    "more.jsonl": #"{"id": "m", "text": "MV Clio left."}"# + "\n",
  ]

  private func ids(_ flags: [String], input: String = "") throws -> [String] {
    let galley = try SamplePipeline.galley(Self.files)
    let outcome = try galley.run(["run", "ships.yaml", "--quiet"] + flags, input: input)
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    return try galley.lines("out/ships/annotations.jsonl").map { $0.text("id") ?? "" }
  }

  @Test(arguments: [
    (["--input", "more.jsonl"], ["m"]),
    (["--input", "news/one.txt"], ["one.txt"]),
    (["--input", "news"], ["deep/two.txt", "one.txt"]),
    (["--input", "news/"], ["deep/two.txt", "one.txt"]),
    (["--input", "news/*.txt"], ["one.txt"]),
    (["--input", "news/*/*.txt", "more.jsonl"], ["deep/two.txt", "m"]),
    (["--input", "more.jsonl", "--input", "news/one.txt"], ["m", "one.txt"]),
    (["--input", "news/notes.md", "--reader", "text-files"], ["notes.md"]),
    (["--input", "news/notes.md", "--reader", "text-files@1"], ["notes.md"]),
  ])
  func `reads what it is given`(flags: [String], expected: [String]) throws {
    #expect(try ids(flags) == expected)
  }

  @Test func `reads standard input`() throws {
    let line = #"{"id": "x", "text": "MV Delta left."}"#
    #expect(try ids(["--input", "-"], input: line) == ["x"])
    #expect(try ids(["--input", "-", "--reader", "text-files"], input: "MV Delta.") == ["-"])
  }

  @Test func `reads packed files`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley.shell("gzip corpus.jsonl; cat corpus.jsonl.gz | wc -c").status == 0)
    let outcome = try galley("run", "ships.yaml", "--quiet", "--input", "corpus.jsonl.gz")
    #expect(outcome.status == 0)
    #expect(try galley.lines("out/ships/annotations.jsonl").count == 3)
    let piped = try galley.shell(
      "cat corpus.jsonl.gz | galley run ships.yaml --quiet --input - --out -"
    )
    #expect(piped.output == (try galley.text("out/ships/annotations.jsonl")))
  }

  @Test func `goes on after packed data that are broken`() throws {
    let galley = try SamplePipeline.galley(["other.jsonl": #"{"id": "o", "text": "x"}"#])
    let cut = "gzip --keep corpus.jsonl; head --bytes=40 corpus.jsonl.gz >cut.jsonl.gz"
    let broken = "printf '\\x1f\\x8bnonsense' >broken.jsonl.gz"
    #expect(try galley.shell("\(cut); \(broken)").status == 0)
    let outcome = try galley(
      "run",
      "ships.yaml",
      "--input",
      "cut.jsonl.gz",
      "broken.jsonl.gz",
      "other.jsonl"
    )
    #expect(outcome.status == 1)
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("code") } == ["bad-gzip", "bad-gzip"])
    #expect(failures.map { $0.text("origin") } == ["cut.jsonl.gz", "broken.jsonl.gz"])
    #expect(try galley.lines("out/ships/annotations.jsonl").last?.text("id") == "o")
  }

  @Test func `goes on after files that cannot be read`() throws {
    let galley = try SamplePipeline.galley(Self.files)
    let link = FileManager.default.createSymbolicLink(atPath:withDestinationPath:)
    try link(galley.folder.file("news/gone.txt"), "nowhere")
    // Reading the first byte of this file fails for everybody, root included.
    try link(galley.folder.file("news/memory.txt"), "/proc/self/mem")
    let outcome = try galley("run", "ships.yaml", "--input", "news")
    #expect(outcome.status == 1)
    let failures = try galley.lines("out/ships/failures.jsonl")
    #expect(failures.map { $0.text("document") } == ["gone.txt", "memory.txt"])
    #expect(failures.map { $0.text("code") } == ["unreadable-input", "unreadable-input"])
    #expect(try galley.lines("out/ships/annotations.jsonl").count == 2)
  }

  @Test(arguments: [
    (["--input", "nowhere.txt"], "there is no file or folder 'nowhere.txt'"),
    (["--input", "news/*.xml"], "no file fits 'news/*.xml'"),
    (["--input", "empty"], "the folder 'empty' has no files"),
    (
      ["--input", "news", "--reader", "jsonl"],
      "no file in 'news' has an ending reader 'jsonl' takes"
    ),
    (["--reader", "json"], "no reader 'json'"),
  ])
  func `refuses inputs that are not there`(flags: [String], words: String) throws {
    let galley = try SamplePipeline.galley(Self.files)
    try FileManager.default.createDirectory(
      atPath: galley.folder.file("empty"),
      withIntermediateDirectories: true
    )
    let before = galley.files()
    let outcome = try galley.run(["run", "ships.yaml"] + flags)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(galley.files() == before)
  }
}
