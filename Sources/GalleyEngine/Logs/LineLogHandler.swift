import Foundation
import Logging

/// Writes each message as one line of standard error.
struct LineLogHandler: LogHandler {
  private let label: String
  private let format: LogFormat
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  init(label: String) {
    self.label = label
    let settings = LogSettings.current
    logLevel = settings.level.logger
    format = settings.format
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let record = LogRecord(
      level: event.level,
      label: label,
      message: event.message.description,
      metadata: metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
    )
    switch format {
    case .text: StandardError.say(record.text)
    case .json: StandardError.say(record.json(at: Date()))
    }
  }
}
