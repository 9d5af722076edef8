import ArgumentParser
import Foundation
import GalleyEngine

/// What is told on standard error, and how.
struct LogArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Messages to show: error, warning, info or debug (default: GALLEY_LOG, or warning).",
      valueName: "level"
    )
  )
  var logLevel: LogLevel?

  @Option(help: "text, or json: one object per line, and nothing else on standard error.")
  var logFormat: LogFormat = .text

  func validate() throws {
    guard logLevel == nil, let level = environmentLevel, LogLevel(rawValue: level) == nil else {
      return
    }
    throw ValidationError("GALLEY_LOG is error, warning, info or debug, not '\(level)'")
  }

  /// From here on messages go where the user wants them; before plugins are opened, which may speak.
  func apply() {
    let level = logLevel ?? environmentLevel.flatMap(LogLevel.init) ?? .warning
    LogSettings(level: level, format: logFormat).apply()
  }

  private var environmentLevel: String? {
    let level = ProcessInfo.processInfo.environment["GALLEY_LOG"]
    return level?.isEmpty == true ? nil : level
  }
}

extension LogLevel: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
