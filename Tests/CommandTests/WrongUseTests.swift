import TestCommands
import Testing

/// Commands used wrongly: status 2, a sentence, nothing written.
struct WrongUseTests {
  /// A command and words of the sentence it is answered with.
  struct Use: CustomTestStringConvertible {
    let arguments: [String]
    let words: String

    init(_ line: String, _ words: String) {
      arguments = line.split(separator: " ").map(String.init)
      self.words = words
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let commands = [
    Use("nonsense", "nonsense"),
    Use("--nonsense", "--nonsense"),
    Use("run", "<pipeline>"),
    Use("run ships.yaml other.yaml", "other.yaml"),
    Use("run nowhere.yaml", "nowhere.yaml: error: no file 'nowhere.yaml'"),
    Use("run .", "error: '.' is a folder"),
    Use("run corpus.jsonl", "corpus.jsonl:"),
    Use("check", "<pipelines>"),
    Use("check ships.yaml --format xml", "xml"),
    Use("plan", "<pipeline>"),
    Use("plan nowhere.yaml", "no file 'nowhere.yaml'"),
    Use("plan ships.yaml --format pdf", "pdf"),
    Use("plan ships.yaml --only nobody", "no stage 'nobody'"),
    Use("stages regexp", "no stage 'regexp'; did you mean 'regex'?"),
    Use("stages regex --format xml", "xml"),
    Use("train", "<trainer>"),
    Use("train tagger --out m", "--data FILE is missing"),
    Use("train taggr --data corpus.jsonl --out m", "no trainer 'taggr'; did you mean 'tagger'?"),
    Use("train tagger --data nowhere --out m", "no file or folder 'nowhere'"),
    Use("train tagger --data ships.yaml --out m", "no reader of annotations takes 'ships.yaml'"),
    Use("train tagger --data corpus.jsonl --out m --set epoch=1", "did you mean 'epochs'?"),
    Use("train tagger --data corpus.jsonl --out m --set epochs=0", "out of range"),
    Use("train tagger --data corpus.jsonl --out m --set lexicon=nowhere", "nowhere"),
    Use("train lemmas --data corpus.jsonl --out m", "no tokens with lemma"),
    Use("train lemmas --data corpus.jsonl --out m --set dictionary=nowhere", "nowhere"),
    Use(
      "train lemmas --data corpus.jsonl --out m --set dictionary=corpus.jsonl",
      "the line has 1 filled columns; write word, upos, xpos and lemma"
    ),
    Use("new chapter", "chapter"),
    Use("new stage", "<name>"),
    Use("new stage Mine", "Mine"),
    Use("new stage mine --language cobol", "cobol"),
    Use("new pipeline", "<name>"),
    Use("new pipeline Mine", "Mine"),
    Use("new pipeline mine --input nowhere", "no file or folder 'nowhere'"),
    Use("help offset", "did you mean 'offsets'?"),
    Use("run ships.yaml --log-level loud", "loud"),
    Use("run ships.yaml --log-format xml", "xml"),
    Use("run ships.yaml --progress bar", "bar"),
    Use("version extra", "extra"),
    Use("show", "nothing to show; name the folder of a run's results"),
    Use("show nowhere", "there is no file or folder 'nowhere'"),
    Use("show .", "the folder '.' has no run.json and is not the result of a run"),
    Use("show ships.yaml", "'ships.yaml' is not the result of a run; to annotate it"),
    Use("show corpus.jsonl corpus.jsonl", "only the results of one run can be shown"),
    Use("show corpus.jsonl --width 3", "--width is a number from 20 to 10000, not 3"),
    Use("show corpus.jsonl --width wide", "wide"),
    Use("show corpus.jsonl --limit 0", "--limit is at least 1, not 0"),
    Use("show corpus.jsonl --format pdf", "pdf"),
    Use("show corpus.jsonl --types ,", "--types is a list of types or all, not empty"),
    Use("show corpus.jsonl --color blue", "blue"),
    Use("show corpus.jsonl --only ships", "--only is about a pipeline; name it with --pipeline"),
    Use("show corpus.jsonl --set vars.a=1", "--set is about a pipeline"),
    Use("show corpus.jsonl --pipeline nowhere.yaml", "no file 'nowhere.yaml'"),
    Use("show nowhere.txt --pipeline ships.yaml", "there is no file or folder 'nowhere.txt'"),
    Use("show --pipeline ships.yaml --only ship", "no stage 'ship'; did you mean 'ships'?"),
    Use("show --pipeline ships.yaml --types Shp", "of type 'Shp'; did you mean 'Ship'?"),
    Use("show --pipeline ships.yaml --only tokens --types Ship", "no annotations of type 'Ship'"),
  ]

  static let runFlags = [
    Use("--jobs 0", "--jobs is a number from 1 to 256, not 0"),
    Use("--jobs 257", "--jobs is a number from 1 to 256, not 257"),
    Use("--jobs many", "many"),
    Use("--jobs", "--jobs"),
    Use("--limit 0", "--limit is at least 1, not 0"),
    Use("--limit -1", "--limit"),
    Use("--limit x", "x"),
    Use("--queue 0", "--queue is a number from 1 to 100000, not 0"),
    Use("--window 100001", "--window is a number from 1 to 100000, not 100001"),
    Use("--input", "--input"),
    Use("--reader", "--reader"),
    Use("--reader sentences", "no reader 'sentences'"),
    Use("--out", "--out"),
    Use("--docs", "--docs"),
    Use("--dryrun", "--dryrun"),
    Use("--only ship", "no stage 'ship'; did you mean 'ships'?"),
    Use("--only ships,tokns", "no stage 'tokns'; did you mean 'tokens'?"),
    Use("--only ,", "--only is a list of stages, not empty"),
    Use("--skip ,", "--skip is a list of stages, not empty"),
    Use("--from ship", "no stage 'ship'"),
    Use("--until ship", "no stage 'ship'"),
    Use("--skip ship", "no stage 'ship'"),
    Use("--only ships --skip ships", "'ships' is asked for by --only too"),
    Use("--from numbers --until tokens", "stage 'numbers' comes after stage 'tokens'"),
    Use("--set nothing", "write --set PATH=VALUE"),
    Use("--set vars..x=1", "a name is missing in the path"),
    Use("--set stages.ship.when=x", "'ship'"),
    Use("--set stages.ships.with.overlap=most", "'overlap'"),
    Use("--set stages.ships.with.overlp=all", "did you mean 'overlap'?"),
    Use("--set source.with.path=[", "--set source.with.path=[:1:"),
    Use("--set export.jsonl.with.path=../elsewhere.jsonl", "would leave the folder of results"),
    Use("--set export.jsonl.with.path=run.json", "is written by 'galley' too"),
    Use("--plugins corpus.jsonl", "corpus.jsonl"),
  ]

  @Test(arguments: commands)
  func `a wrong command is answered with a sentence`(use: Use) throws {
    try expectRefusal(use.arguments, use.words)
  }

  @Test(arguments: runFlags)
  func `a wrong flag of run is answered with a sentence`(use: Use) throws {
    try expectRefusal(["run", "ships.yaml"] + use.arguments, use.words)
    if !use.arguments.contains("--dryrun") {
      try expectRefusal(["run", "ships.yaml", "--dry-run"] + use.arguments, use.words)
    }
  }

  @Test func `an empty word is no folder`() throws {
    try expectRefusal(["run", "ships.yaml", "--out", ""], "--out is a folder or -, not empty")
    try expectRefusal(["run", "ships.yaml", "--input", ""], "there is no file or folder ''")
  }

  private func expectRefusal(_ arguments: [String], _ words: String) throws {
    let galley = try SamplePipeline.galley()
    let before = galley.files()
    let outcome = try galley.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(galley.files() == before)
  }
}
