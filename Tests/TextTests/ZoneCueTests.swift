import GalleyKit
import GalleyTesting
import Testing

@testable import Text

struct ZoneCueTests {
  private func phrases(_ text: String) throws -> [CueFile.Phrase] {
    try Array(text.utf8).withUnsafeBufferPointer { try CueFile($0).phrases }
  }

  @Test func `reads sections, phrases and comments`() throws {
    let phrases = try phrases(
      "# a comment\n[byline begins]\nvon; text von ;\n\n[month]\nmai; mar\n"
    )
    #expect(phrases.map(\.words.count) == [1, 2, 1, 1])
    #expect(
      phrases.map(\.traits) == [.cue(.byline, .begins), .cue(.byline, .begins), .month, .month]
    )
  }

  @Test(arguments: ["à lire", "À lire", "À LIRE", "à LIRE", "mär", "Mär", "MÄR"])
  func `letters beyond ASCII may be capitals`(written: String) throws {
    let table = CueTable(try phrases("[related label]\nà lire\n[month]\nmär\n"))
    var copy = written
    let finding = copy.withUTF8 { bytes in
      let text = ByteText(bytes)
      var scan = WordScan(text, from: 0, to: text.count)
      return scan.next().map { table.find($0, in: text, before: text.count) }
    }
    #expect(finding?.words ?? 0 > 0)
  }

  @Test(arguments: [
    ("von", 1, "phrase before the first [section]"),
    ("[month]\nmai\n[body begins]", 3, "unknown section 'body begins'"),
    ("[byline ends]", 1, "unknown section 'byline ends'"),
    ("[month]\n\nmai; donaudampfschiffahrt", 3, "'donaudampfschiffahrt' is not a phrase"),
    ("[month]\n;;\n--", 3, "'--' is not a phrase"),
  ])
  func `names the line of a mistake`(text: String, line: Int, message: String) {
    let problem = #expect(throws: DataFileProblem.self) { try phrases(text) }
    #expect(problem?.line == line)
    #expect(problem?.description.contains(message) == true)
  }

  @Test func `finds the longest phrase, over apostrophes, hyphens and line breaks`() throws {
    let table = CueTable(
      try phrases("[note label]\neditor s note\n[credit begins]\neditor; editor s\n")
    )
    for text in ["Editor's note", "EDITOR’S NOTE", "editor-s\nnote: x"] {
      var copy = text
      let finding = copy.withUTF8 { bytes in
        let text = ByteText(bytes)
        var scan = WordScan(text, from: 0, to: text.count)
        return scan.next().map { table.find($0, in: text, before: text.count) }
      }
      #expect(finding?.words == 3)
      #expect(finding?.longest == .cue(.note, .label))
      #expect(finding?.all == [.cue(.note, .label), .cue(.credit, .begins)])
    }
  }

  @Test func `zones keep the contract`() throws {
    let conformance = try StageConformance(
      .document(Zones.self),
      resourceFolder: TestFiles.pluginPath
    )
    #expect(conformance.problems() == [])
  }

  @Test func `all that is wrong with the files of cues is told at once`() throws {
    let conformance = try StageConformance(
      .document(Zones.self),
      options: [
        "cues": .list([.text("/no/such/de.txt"), .text(TestFiles.pluginPath + "/README.md")])
      ],
      resourceFolder: TestFiles.pluginPath
    )
    let problems = conformance.problems().joined(separator: "\n")
    #expect(problems.contains("cannot read '/no/such/de.txt'"))
    #expect(problems.contains("phrase before the first [section]"))
  }
}
