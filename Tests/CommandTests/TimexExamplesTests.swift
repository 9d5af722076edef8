import TestCommands
import Testing

/// The examples and rejects of the rules of `timex@1`.
struct TimexExamplesTests {
  @Test(arguments: ["en", "de"])
  func `hold, and no rule is without`(language: String) throws {
    let galley = try Galley()
    let pipeline = """
      pipeline: times/1
      source: {uses: text-files@1, with: {path: '*.txt'}}
      stages:
        - {uses: timex@1, with: {language: \(language)}}
      """
    try galley.folder.write(pipeline, to: "times.yaml")
    let outcome = try galley("test", "times.yaml")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("no examples"), "\(outcome.output)")
  }

  private static func pipeline(_ stage: String) -> String {
    """
    pipeline: times/1
    source: {uses: text-files@1, with: {path: '*.txt'}}
    stages:
      - \(stage)
    """
  }

  private static let wordsOfDutch = """
    words:
      day_word: {gisteren: "-1", vandaag: "+0", morgen: "+1"}

    """

  @Test func `a language is a folder of files, wherever it lies`() throws {
    let galley = try Galley([
      "dutch.yaml": Self.pipeline("{uses: timex@1, import: [dutch], with: {language: none}}"),
      "dutch/words.yaml": Self.wordsOfDutch,
      "dutch/rules.yaml": """
      rules:
        - name: day-word
          class: date
          match: '{day_word}'
          value: '@day{day_word}'
          examples: ['Hij kwam [gisteren]{2023-11-14}.']
          rejects: ['He came yesterday, on Monday.']
      """,
    ])
    let outcome = try galley("test", "dutch.yaml")
    #expect(outcome.output == "dutch.yaml: 2 examples, all pass\n")
    #expect(outcome.errors == "")
  }

  @Test(arguments: [
    (
      "with: {language: nl}",
      "5:38: error: timex@1 has no language 'nl'; there are 'de', 'en'; or take 'none' and name files of your own under 'import:'"
    ),
    (
      "with: {language: ../en}",
      "5:38: error: timex@1 has no language '../en'; there are 'de', 'en'; or take 'none' and name files of your own under 'import:'"
    ),
    (
      "import: [empty]",
      "5:30: error: no file of 'empty' ends with '.yaml'; put files with options there"
    ),
  ])
  func `a language that is not there is told`(entry: String, message: String) throws {
    let galley = try Galley([
      "other.yaml": "# one line\n" + Self.pipeline("{uses: timex@1, \(entry)}"),
      "empty/notes.txt": "",
    ])
    let outcome = try galley("check", "other.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "other.yaml:\(message)\n")
  }

  @Test func `a mistake in a file of a language is told at its place`() throws {
    let galley = try Galley([
      "dutch.yaml": Self.pipeline("{uses: timex@1, import: [dutch], with: {language: none}}"),
      "dutch/rules.yaml": """
      rules:
        - {name: day-word, class: date, match: '{day_wrd}', value: '@day{day_word}'}
      """,
      "dutch/words.yaml": Self.wordsOfDutch,
    ])
    let outcome = try galley("check", "dutch.yaml")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "dutch/rules.yaml:2:42: error: '{day_wrd}' is neither a table nor a pattern; did you mean '{day_word}'?\n"
    )
  }
}
