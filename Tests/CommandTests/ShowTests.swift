import TestCommands
import Testing

/// `galley show`: texts with their annotations.
struct ShowTests {
  @Test func `shows what a pipeline finds, and writes nothing`() throws {
    let galley = try SamplePipeline.galley()
    let before = galley.files()
    let outcome = try galley("show", "--pipeline", "ships.yaml")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        ━━ a

        The MV Aurora left at 7. It was late.
            └─Ship──┘         ╵Number

        ━━ b

        Nothing sailed.

        ━━ c

        MV Borea and MV Clio came in.
        └─Ship─┘     └─Ship┘

        type    found
        Number      1
        Ship        3
        not shown: Sentence 4, Token 22 (--types all shows every type)

        """
    )
    #expect(galley.files() == before)
  }

  @Test func `shows what a run has written, as the pipeline would`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--quiet").status == 0)
    for flags in [
      [], ["--types", "all"], ["--types", "Ship,Number", "--width", "40"],
      ["--types", "Number", "--types", "Ship,Token"],
    ] {
      let direct = try galley.run(["show", "--pipeline", "ships.yaml"] + flags)
      #expect(direct.status == 0)
      for path in ["out/ships", "out/ships/", "out/ships/annotations.jsonl"] {
        let outcome = try galley.run(["show", path] + flags)
        #expect(outcome.output == direct.output)
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
      }
      let lines = try galley.text("out/ships/annotations.jsonl")
      let piped = try galley.run(["show", "-"] + flags, input: lines)
      #expect(piped.output == direct.output)
    }
  }

  @Test(arguments: ["codepoints", "utf8", "utf16"])
  func `offsets of results count what the run says`(unit: String) throws {
    let corpus = #"{"id": "a", "text": "🔴 Zoë saw MV Asa 😀 and 7.", "title": "x"}"#
    let galley = try SamplePipeline.galley(["corpus.jsonl": corpus])
    let offsets = "export.jsonl.with.offsets=\(unit)"
    #expect(try galley("run", "ships.yaml", "--quiet", "--set", offsets).status == 0)
    let outcome = try galley("show", "out/ships", "--features")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix(
        """
        ━━ a

        🔴 Zoë saw MV Asa 😀 and 7.
                   └Ship┘        ╵Number

        place  id  type    text    features  by
        10–16      Ship    MV Asa            ships/ship
        23–24      Number  7       value=7   numbers/digits

        """
      )
    )
  }

  @Test func `chooses documents`() throws {
    let galley = try SamplePipeline.galley()
    func shown(_ flags: String...) throws -> [Substring] {
      let outcome = try galley.run(["show", "--pipeline", "ships.yaml"] + flags)
      return outcome.output.split(separator: "\n").filter { $0.hasPrefix("━━") }
    }
    #expect(try shown("--docs", "[bc]") == ["━━ b", "━━ c"])
    #expect(try shown("--limit", "2") == ["━━ a", "━━ b"])
    let none = try galley("show", "--pipeline", "ships.yaml", "--docs", "x*")
    #expect(none.status == 1)
    #expect(none.errors == "no document has an id that fits 'x*'\n")
    #expect(none.output == "")
  }

  @Test func `colours go to terminals and where they are asked for`() throws {
    var galley = try SamplePipeline.galley()
    galley.environment = ["TERM": "xterm", "NO_COLOR": ""]
    let line = ["show", "--pipeline", "ships.yaml", "--limit", "1"]
    let plain = try galley.run(line).output
    #expect(!plain.contains("\u{1B}"))
    let colored = try galley.run(line + ["--color", "always"]).output
    #expect(colored.contains("The \u{1B}[4;36mMV Aurora\u{1B}[0m left"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    #expect(
      try galley.shell("script -qec 'galley \(line.joined(separator: " "))' /dev/null")
        .output.contains("\u{1B}[4;36m")
    )
    galley.environment["NO_COLOR"] = "1"
    #expect(
      try !galley.shell("script -qec 'galley \(line.joined(separator: " "))' /dev/null")
        .output.contains("\u{1B}")
    )
  }

  @Test func `a document that failed is shown as far as it came`() throws {
    let galley = try SamplePipeline.galley([
      "ships.yaml": SamplePipeline.failing(), "corpus.jsonl": SamplePipeline.failingCorpus,
    ])
    let outcome = try galley("show", "--pipeline", "ships.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("failed: b (corpus.jsonl:2): hasty:"))
    #expect(outcome.output.contains("━━ b\n   failed: hasty: "))
    #expect(outcome.output.contains("└─Ship─┘\n"))
    #expect(outcome.output.contains("━━ c\n"))
  }

  @Test func `results that cannot be shown are failures`() throws {
    let lines = """
      {"id": "a", "text": "Oslo", "annotations": [{"type": "T", "start": 0, "end": 5}]}
      {"id": "b", "text": "Oslo"}
      {"id": "c", "text": "Oslo", "annotations": [{"type": "T", "start": 0, "end": 4}]}
      nonsense

      """
    let galley = try Galley(["lines.jsonl": lines])
    let outcome = try galley("show", "lines.jsonl", "--types", "T,Tt")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("━━ c\n\nOslo\n└─T┘\n"))
    let errors = outcome.errors.split(separator: "\n")
    #expect(errors.count == 4, "\(outcome.errors)")
    #expect(outcome.errors.contains("failed: b (lines.jsonl:2): has no list 'annotations'"))
    #expect(
      outcome.errors.contains("annotation 1 of its list has no type, or no place in the text")
    )
    #expect(outcome.errors.contains("no annotation of type 'Tt'; did you mean 'T'?"))
  }

  @Test func `a type the run did not write is answered with its neighbour`() throws {
    let galley = try SamplePipeline.galley()
    #expect(try galley("run", "ships.yaml", "--quiet").status == 0)
    let outcome = try galley("show", "out/ships", "--types", "Shp")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no annotations of type 'Shp'; did you mean 'Ship'?"))
  }

  @Test func `types may be given again or with commas`() throws {
    let galley = try SamplePipeline.galley()
    let outcomes = try [["--types", "Token,Ship"], ["--types", "Token", "--types", "Ship"]].map {
      try galley.run(["show", "--pipeline", "ships.yaml"] + $0).output
    }
    #expect(outcomes[0] == outcomes[1])
    #expect(
      outcomes[0].hasSuffix(
        "Ship       3\nToken     22\nnot shown: Number 1, Sentence 4 (--types all shows every type)\n"
      ),
      "\(outcomes[0])"
    )
  }

  @Test(arguments: [
    (
      ["out/ships", "--pipeline", "ships.yaml"],
      "error: the folder 'out/ships' has the results of a run, not documents; leave out --pipeline"
        + " to show them\n"
    ),
    (
      ["out/ships/failures.csv"],
      "error: show does not read 'out/ships/failures.csv'; it reads the folder of a run, or its"
        + " annotations.jsonl\n"
    ),
  ])
  func `results are not taken for documents, nor tables for results`(
    arguments: [String],
    message: String
  ) throws {
    let galley = try SamplePipeline.galley(["out/ships/failures.csv": ""])
    #expect(try galley("run", "ships.yaml", "--quiet").status == 0)
    let outcome = try galley.run(["show"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message)
    #expect(outcome.output == "")
  }

  @Test func `nobody speaks to the terminal`() throws {
    let line =
      #"{"id": "\u001b[31ma\u202e", "title": "\u0007", "text": "\u001b]0;x\u0007y\u202ez"}"#
    let galley = try SamplePipeline.galley(["corpus.jsonl": line])
    let outcome = try galley("show", "--pipeline", "ships.yaml")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix(
        #"""
        ━━ \u{1B}[31ma\u{202E}
           \u{7}

        \u{1B}]0;x\u{7}y\u{202E}z

        """#
      )
    )
  }

  @Test func `makes a page for the browser`() throws {
    let galley = try SamplePipeline.galley()
    let outcome = try galley("show", "--pipeline", "ships.yaml", "--format", "html")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("<!DOCTYPE html>\n"))
    #expect(
      outcome.output.contains(#"<span class="a t0" data-a="0" tabindex="0">MV Aurora</span>"#)
    )
    #expect(
      outcome.output.contains("documents: 3, annotations: 4, not shown: Sentence 4, Token 22")
    )
    let before = galley.files()
    let written = try galley(
      "show",
      "--pipeline",
      "ships.yaml",
      "--format",
      "html",
      "--out",
      "page.html"
    )
    #expect(written.output == "")
    #expect(try galley.text("page.html") == outcome.output)
    #expect(galley.files() == (before + ["page.html"]).sorted())
    let nowhere = try galley("show", "--pipeline", "ships.yaml", "--out", "none/page.html")
    #expect(nowhere.status == 3)
    #expect(nowhere.errors.contains("cannot write 'none/page.html.partial'"))
  }

  @Test func `a reader that has gone is no failure`() throws {
    let corpus = (0..<3000).map { #"{"id": "\#($0)", "text": "MV Aurora left at 7."}"# }
    let galley = try SamplePipeline.galley(["corpus.jsonl": corpus.joined(separator: "\n")])
    let outcome = try galley.shell("set -o pipefail; galley show --pipeline ships.yaml | head -1")
    #expect(outcome.status == 0)
    #expect(outcome.output == "━━ 0\n")
    #expect(outcome.errors == "")
  }
}
