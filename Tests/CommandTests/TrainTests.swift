import Foundation
import TestCommands
import Testing

/// `galley train`, end to end, with texts of a few words.
struct TrainTests {
  private static let sentences = [
    "They|they|PRON|PRP play|play|VERB|VBP a|a|DET|DT play|play|NOUN|NN",
    "We|we|PRON|PRP see|see|VERB|VBP the|the|DET|DT plays|play|NOUN|NNS",
    "They|they|PRON|PRP see|see|VERB|VBP the|the|DET|DT play|play|NOUN|NN",
    "We|we|PRON|PRP play|play|VERB|VBP it|it|PRON|PRP",
  ]

  /// The sentences as CoNLL-U, each a document.
  private static let conllu = sentences.enumerated().map { i, sentence in
    let lines = sentence.split(separator: " ").enumerated().map { i, word in
      let parts = word.split(separator: "|")
      return "\(i + 1)\t\(parts.joined(separator: "\t"))\t_\t_\t_\t_\t_\n"
    }
    return "# newdoc id = d\(i)\n\(lines.joined())\n"
  }.joined()

  /// The same as JSON Lines.
  private static let jsonl = sentences.enumerated().map { i, sentence in
    var text = ""
    var tokens: [String] = []
    for word in sentence.split(separator: " ") {
      let parts = word.split(separator: "|")
      if !text.isEmpty { text += " " }
      let start = text.count
      text += parts[0]
      tokens.append(
        #"{"type":"Token","start":\#(start),"end":\#(text.count),"features":"#
          + #"{"lemma":"\#(parts[1])","upos":"\#(parts[2])","xpos":"\#(parts[3])","x":1}}"#
      )
    }
    let all = [#"{"type":"Sentence","start":0,"end":\#(text.count),"features":{}}"#] + tokens
    return #"{"id":"d\#(i)","text":"\#(text)","annotations":[\#(all.joined(separator: ","))]}"#
      + "\n"
  }.joined()

  private func galley() throws -> Galley {
    try Galley(["train.conllu": Self.conllu, "train.jsonl": Self.jsonl])
  }

  private let settings = ["--set", "minimum_count=1", "--set", "epochs=10"]

  @Test func `makes models that stages use`() throws {
    let galley = try galley()
    let tagger = try galley.run(
      ["train", "tagger", "--data", "train.conllu", "--dev", "train.jsonl", "--out", "t.model"]
        + settings
    )
    #expect(tagger.status == 0)
    #expect(tagger.output == "")
    let told = tagger.errors.split(separator: "\n")
    #expect(told.prefix(3) == ["training: 4 documents", "dev: 4 documents", "15 words, 5 labels"])
    #expect(told.count == 14)
    #expect(told[12].hasPrefix("epoch 10 of 10: "))
    #expect(told[12].hasSuffix("; dev: upos 100.00%, xpos 100.00% right"))
    let lemmas = try galley("train", "lemmas", "--data", "train.conllu", "--out", "l.model")
    #expect(lemmas.status == 0)
    try galley.folder.write("We play the plays", to: "new.txt")
    try galley.folder.write(
      """
      pipeline: new/1
      source: {uses: text-files@1, with: {path: new.txt}}
      stages:
        - {uses: tokens@1}
        - {uses: tagger@1, with: {model: t.model}}
        - {uses: lemmas@1, with: {model: l.model}}
      export:
        - {uses: csv@1, with: {types: [Token], features: [Token.xpos, Token.lemma]}}
      """,
      to: "new.yaml"
    )
    let run = try galley("run", "new.yaml", "--quiet", "--out", "-")
    #expect(run.errors == "")
    let rows = run.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").suffix(2).joined(separator: " ")
    }
    #expect(rows == ["PRP we", "VBP play", "DT the", "NNS play"])
  }

  @Test(arguments: [
    (
      "./train.conllu",
      "--out: error: './train.conllu' is one of the texts; name another file for the model"
    ),
    ("folder", "--out: error: 'folder' is a folder; name a file in it"),
    ("none/a.model", "/none'; make it, or name a file elsewhere"),
  ])
  func `an output that cannot be is told before anything is read`(
    out: String,
    words: String
  ) throws {
    let galley = try galley()
    try galley.folder.write("", to: "folder/file")
    let outcome = try galley("train", "tagger", "--data", "train.conllu", "--out", out)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasSuffix("\(words)\n"), "\(outcome.errors)")
    #expect(try galley.text("train.conllu") == Self.conllu)
  }

  @Test(arguments: ["tagger", "lemmas"])
  func `the same texts give the same bytes, from both formats alike`(trainer: String) throws {
    let galley = try galley()
    for (out, data) in [("a", "train.conllu"), ("b", "train.conllu"), ("c", "train.jsonl")] {
      let outcome = try galley("train", trainer, "--data", data, "--out", out, "--quiet")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
    }
    #expect(try galley.bytes("a") == galley.bytes("b"))
    // Headers name the files.
    let (conllu, jsonl) = try (galley.bytes("a"), galley.bytes("c"))
    #expect(conllu != jsonl)
    #expect(body(of: conllu) == body(of: jsonl))
  }

  /// The bytes behind the header.
  private func body(of model: Data) -> Data {
    let bytes = [UInt8](model)
    let count = bytes[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
    return model.dropFirst((16 + count + 7) & ~7)
  }

  /// Two notes as JSON Lines, each two sentences without a mark.
  private static let notes = """
    {"id":"1","text":"rain all day No ferry","annotations":[\
    {"type":"Sentence","start":0,"end":12},{"type":"Sentence","start":13,"end":21}]}
    {"id":"2","text":"all quiet No rain","annotations":[\
    {"type":"Sentence","start":0,"end":9},{"type":"Sentence","start":10,"end":17}]}

    """

  @Test func `a model of sentence ends is made, told and used, twice the same`() throws {
    let galley = try Galley(["notes.jsonl": Self.notes])
    let told = try galley.run(
      ["train", "sentences", "--data", "notes.jsonl", "--dev", "notes.jsonl", "--out", "s.model"]
        + ["--set", "minimum_count=1", "--set", "epochs=20"]
    )
    #expect(told.status == 0)
    let lines = told.errors.split(separator: "\n")
    #expect(
      lines.prefix(4) == [
        "training: 2 documents", "dev: 2 documents", "7 doubtful points",
        "rules alone; dev: F1 0.00%",
      ]
    )
    #expect(lines[23].hasPrefix("epoch 20 of 20: 0.00% of points wrong before learning"))
    #expect(lines[23].hasSuffix("; dev: F1 100.00%"))
    _ = try galley.run(
      ["train", "sentences", "--data", "notes.jsonl", "--out", "again.model", "--quiet"]
        + ["--set", "minimum_count=1", "--set", "epochs=20"]
    )
    #expect(try galley.bytes("s.model") == galley.bytes("again.model"))
    try galley.folder.write("two boats left No ferry", to: "new.txt")
    try galley.folder.write(
      """
      pipeline: new/1
      source: {uses: text-files@1, with: {path: new.txt}}
      stages:
        - uses: sentences@1
          with: {model: s.model}
      export:
        - {uses: csv@1, with: {types: [Sentence]}}
      """,
      to: "new.yaml"
    )
    let run = try galley("run", "new.yaml", "--quiet", "--out", "-")
    #expect(run.errors == "")
    #expect(run.output.contains("two boats left,"))
    #expect(run.output.contains("No ferry,"))
    try galley.folder.write("no model", to: "s.model")
    let broken = try galley("check", "new.yaml")
    #expect(broken.status == 2)
    #expect(broken.errors.contains("new.yaml:5:19: error: "))
    #expect(broken.errors.contains("s.model' is not a model; make it again with 'galley train'"))
  }

  @Test func `a model says how it was made`() throws {
    let galley = try galley()
    _ = try galley("train", "tagger", "--data", "train.conllu", "--out", "t.model")
    let bytes = [UInt8](try galley.bytes("t.model"))
    let count = bytes[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONObject(String(decoding: bytes[16..<16 + count], as: UTF8.self))
    #expect(header.text("kind") == "tagger/1")
    let made = try #require(header.object("made"))
    #expect(made.text("command") == "galley train tagger")
    let file = try #require(made.objects("files").first)
    #expect(file.text("name") == "train.conllu")
    let sum = try galley.shell("sha256sum < train.conllu").output.prefix(64)
    #expect(file.text("sha256") == String(sum))
  }

  @Test func `texts that cannot be learned from are told, and leave no model`() throws {
    let galley = try galley()
    try galley.folder.write("old", to: "m")
    try galley.folder.write("1\tOslo\tOslo\t_\t_\t_\t_\t_\t_\t_\n", to: "bare.conllu")
    let bare = try galley("train", "tagger", "--data", "bare.conllu", "--out", "m")
    #expect(bare.status == 2)
    #expect(bare.errors.contains("the token 'Oslo' at byte 0 has no upos"))
    try galley.folder.write(Self.conllu + "1\tOslo\n", to: "cut.conllu")
    let cut = try galley("train", "tagger", "--data", "cut.conllu", "--out", "m")
    #expect(cut.status == 2)
    #expect(cut.errors.contains("cut.conllu:"))
    #expect(cut.errors.contains("the line has 2 columns between tabs; a word has 10"))
    try galley.folder.write("", to: "empty.conllu")
    let empty = try galley("train", "tagger", "--data", "empty.conllu", "--out", "m")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("the texts have no tokens with upos"))
    try galley.folder.write(#"{"id":"1","text":"Rain."}"#, to: "bare.jsonl")
    let unmarked = try galley("train", "sentences", "--data", "bare.jsonl", "--out", "m")
    #expect(unmarked.status == 2)
    #expect(unmarked.errors.contains("the texts have no sentences whose ends are in doubt"))
    #expect(try galley.text("m") == "old")
    #expect(galley.files().allSatisfy { !$0.hasSuffix(".partial") })
  }
}
