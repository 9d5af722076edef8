import ArgumentParser
import GalleyEngine

/// `galley version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the versions of galley, of its plugin contract and of its compiler.",
    discussion: "  galley version"
  )

  func run() { print(GalleyVersion.description) }
}
