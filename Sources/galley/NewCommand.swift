import ArgumentParser

/// `galley new`: starts something of the user's own.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a stage of your own.")
}
