import Foundation
import TestCommands
import Testing

/// `galley help`: commands and topics; what topics tell to type works as printed.
struct HelpTopicTests {
  static let topics = ["exit-status", "offsets", "pipelines", "selection", "stages"]

  /// The page of a topic as it lies in the sources.
  ///
  /// - Throws: Foundation's error when it cannot be read.
  static func text(_ topic: String) throws -> String {
    try String(
      contentsOfFile: "\(Repository.root)/Sources/GalleyEngine/Topics/\(topic).txt",
      encoding: .utf8
    )
  }

  @Test func `lists commands and topics`() throws {
    let outcome = try Galley()("help")
    #expect(outcome.status == 0 && outcome.errors == "")
    let names = outcome.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces).prefix { $0 != " " }
    }
    for name in Self.topics + ["run", "check", "new"] { #expect(names.contains(name[...])) }
    let folder = "\(Repository.root)/Sources/GalleyEngine/Topics"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files == Self.topics.map { "\($0).txt" })
  }

  @Test(arguments: [["run"], ["new", "stage"], ["check"]])
  func `shows a command`(words: [String]) throws {
    let galley = try Galley()
    let help = try galley.run(["help"] + words)
    #expect(help.status == 0)
    #expect(help.output == (try galley.run(words + ["--help"])).output)
  }

  @Test func `shows command and topic of one name`() throws {
    let output = try Galley()("help", "stages").output
    #expect(output.contains("USAGE: galley stages"))
    #expect(output.contains("\nReaders, document stages, corpus stages, exporters"))
  }

  @Test(arguments: [
    ("offset", "no command or topic 'offset'; did you mean 'offsets'?"),
    ("rum", "no command or topic 'rum'; did you mean 'run'?"),
    ("zzzzzz", "no command or topic 'zzzzzz'; there are: 'check', "),
    ("new chapter", "no command or topic 'new chapter'"),
  ])
  func `offers a near one`(words: String, sentence: String) throws {
    let outcome = try Galley().run(["help"] + words.split(separator: " ").map(String.init))
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: \(sentence)"), "\(outcome.errors)")
  }

  @Test(arguments: topics)
  func `a topic fits a terminal`(topic: String) throws {
    let text = try Self.text(topic)
    #expect(try Galley()("help", topic).output.hasSuffix(text))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: topics)
  func `what a topic tells to type works as printed`(topic: String) throws {
    let galley = try Galley()
    for name in ["pipelines", "examples/summit"] { try galley.copyFromRepository(name) }
    let text = try Self.text(topic)
    let lines = text.replacing("\\\n", with: " ").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    var count = 0
    for (i, line) in lines.enumerated() where line.hasPrefix("  $ ") {
      count += 1
      let shown = lines[(i + 1)...].prefix { $0.hasPrefix("  ") && !$0.hasPrefix("  $ ") }
      let outcome = try galley.shell(String(line.dropFirst(4)))
      #expect(outcome.status == 0, "\(line): \(outcome.errors)")
      #expect(outcome.errors == "", "\(line)")
      guard !shown.isEmpty else { continue }
      #expect(outcome.output == shown.map { "\($0.dropFirst(2))\n" }.joined(), "\(line)")
    }
    #expect(count >= 2)
  }
}
