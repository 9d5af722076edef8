import ArgumentParser
import GalleyEngine
import Glibc

/// The host: loads pipelines, opens plugins, runs stages over a corpus.
@main
struct Galley: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "galley",
    abstract: "Runs pipelines of text-analysis stages over a corpus, and keeps the evidence.",
    discussion: """
      A pipeline file names a reader, stages and exporters. Each stage comes from a plugin.

        galley run pipelines/quickstart.yaml          run it over its own source
        galley run P.yaml --input news/ --out out/    over your own files
        galley show out/quickstart                    texts with what was found
        galley check P.yaml                           all that is wrong with it
        galley test P.yaml                            its rules' examples and its tests
        galley stages                                 the stages there are
        galley stages regex                           one of them, with its options
        galley new pipeline my-news                   a first pipeline of your own
        galley train tagger --data T.conllu --out M   a model from annotated texts
        galley help                                   commands and topics

      Exit status: 0 all is well, 1 the answer is no (documents failed), \
      2 something given is wrong, 3 the run could not go on, 130 interrupted.
      """,
    version: GalleyVersion.current,
    subcommands: [
      RunCommand.self, ShowCommand.self, CheckCommand.self, TestCommand.self, PlanCommand.self,
      StagesCommand.self, DocsCommand.self, SchemaCommand.self, NewCommand.self,
      TrainCommand.self, VersionCommand.self, HelpCommand.self,
    ]
  )

  /// Runs the command; wrong arguments end with status 2, as everything wrong that the user gave.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      try finishOutput()
    } catch {
      let status = exitCode(for: error)
      guard status == .validationFailure else { exit(withError: error) }
      StandardError.say(fullMessage(for: error))
      Glibc.exit(2)
    }
  }

  /// Writes what `print` holds back, of all streams; a full disk is no success.
  private static func finishOutput() throws {
    guard fflush(nil) != 0, errno != EPIPE else { return }
    StandardError.say("error: cannot write standard output: \(String(cString: strerror(errno)))")
    throw ExitCode(3)
  }
}
