import Foundation
import GalleyKit
import Logging

/// One message, as it is printed.
struct LogRecord {
  var level: Logger.Level
  /// What speaks: `run`, `input`, `failure`, `diagnostic`, `plugin NAME`.
  var label: String
  var message: String
  /// `stage` and `document` it is about, and what else is known.
  var metadata: Logger.Metadata = [:]

  /// A line for people: `warning: plugin 'Text': what it says`.
  ///
  /// A notice answers something the user did, and has no word in front.
  var text: String {
    if level == .notice { return VisibleText.escaped(message) }
    let head = label == "failure" ? "failed" : LogRecord.name(of: level)
    var parts = [head]
    if label.hasPrefix("plugin ") { parts.append("plugin '\(label.dropFirst("plugin ".count))'") }
    let document = metadata["document"]?.description ?? ""
    let origin = metadata["origin"]?.description ?? ""
    if !document.isEmpty {
      parts.append(origin.isEmpty ? document : "\(document) (\(origin))")
    } else if !origin.isEmpty {
      parts.append(origin)
    }
    if let stage = metadata["stage"] { parts.append(stage.description) }
    return VisibleText.escaped((parts + [message]).joined(separator: ": "))
  }

  /// An object with the keys level, time, label, stage, document, message, then others in byte order.
  func json(at time: Date) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("level")
    writer.value(LogRecord.name(of: level))
    writer.key("time")
    writer.value(time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    writer.key("label")
    writer.value(label)
    for key in ["stage", "document"] {
      guard let value = metadata[key] else { continue }
      writer.key(key)
      writer.value(value.description)
    }
    writer.key("message")
    writer.value(message)
    for key in metadata.keys.sorted() where key != "stage" && key != "document" {
      guard let value = metadata[key] else { continue }
      writer.key(key)
      writer.value(JSONValue(value))
    }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// One of the four names a user chooses from.
  private static func name(of level: Logger.Level) -> String {
    switch level {
    case .trace, .debug: LogLevel.debug.rawValue
    case .info, .notice: LogLevel.info.rawValue
    case .warning: LogLevel.warning.rawValue
    case .error, .critical: LogLevel.error.rawValue
    }
  }
}

extension JSONValue {
  fileprivate init(_ value: Logger.MetadataValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .stringConvertible(let value as Int): self = .integer(Int64(value))
    case .stringConvertible(let value as Double): self = .number(value)
    case .stringConvertible(let value): self = .text(value.description)
    case .array(let values): self = .list(values.map(JSONValue.init))
    case .dictionary(let members): self = .object(members.mapValues(JSONValue.init))
    }
  }
}
