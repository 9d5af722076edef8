import ArgumentParser
import GalleyEngine
import GalleyKit

/// `galley train`: models for stages, from annotated texts.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Make a model for a stage from annotated texts.",
    discussion: """
      Texts are in CoNLL-U (.conllu) or in the JSON Lines that jsonl@1 writes. The same \
      files, options and version give the same bytes.

        galley train tagger --data train.conllu --dev dev.conllu --out tagger.model
        galley train lemmas --data train.conllu --dev dev.conllu --out lemmas.model
        galley train sentences --data notes.jsonl --out sentences.model
        galley train tagger --data a.conllu --data b.jsonl --set epochs=6 --out my.model

      A pipeline uses it so: {uses: tagger@1, with: {model: my.model}}.

      With --dev, each epoch tells how many words of those texts the model gets right; \
      nothing is learned from them.

      Exit status: 0 all is well, 2 something given is wrong, 3 the model could not be \
      written, 130 interrupted.
      """
  )

  @Argument(help: "The trainer: sentences, tagger, lemmas, or that of a plugin.")
  var trainer: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Texts to learn from; may be given again.", valueName: "file"),
    completion: .file()
  )
  var data: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Texts to measure the model with; may be given again.", valueName: "file"),
    completion: .file()
  )
  var dev: [String] = []

  @Option(help: ArgumentHelp("The model.", valueName: "file"), completion: .file())
  var out: String

  @Option(
    name: .customLong("set"),
    parsing: .singleValue,
    help: ArgumentHelp("An option of the trainer.", valueName: "name=value")
  )
  var sets: [String] = []

  @Option(
    help: "The reader of all files; without it the file ending decides.",
    completion: .custom { words, _, _ in Completions(words).readers }
  )
  var reader: String?

  @Flag(help: "Tell only what goes wrong.")
  var quiet = false

  @OptionGroup var plugins: PluginArguments

  func validate() throws {
    if data.isEmpty { throw ValidationError("--data FILE is missing: texts to learn from") }
    if out.isEmpty { throw ValidationError("--out is a file, not empty") }
  }

  func run() throws {
    let workbench = plugins.workbench()
    Terminal.report(workbench.plugins.diagnostics)
    var request = TrainingRequest()
    request.trainer = trainer
    request.data = data
    request.dev = dev
    request.out = out
    request.sets = sets
    request.reader = reader
    request.isQuiet = quiet
    let (session, diagnostics) = workbench.train(request)
    Terminal.report(diagnostics)
    guard let session else { throw ExitCode(2) }
    let status = session.run()
    if status != 0 { throw ExitCode(status) }
  }
}
