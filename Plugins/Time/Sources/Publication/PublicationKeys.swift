import GalleyKit

/// Metadata about the day of publication.
enum PublicationKeys {
  static let day = "published"
  static let interval = PublicationTime.intervalKey(day)
  static let source = "published_from"
  static let confidence = "published_confidence"
  static let reason = "published_reason"

  static let all = [day, interval, source, confidence, reason]
}

extension PublicationFinding {
  /// What it sets of the metadata.
  var metadata: [(key: String, value: JSONValue)] {
    var entries: [(key: String, value: JSONValue)] = []
    if let day { entries.append((PublicationKeys.day, .text(CalendarValue(day).text))) }
    if let interval {
      entries.append((PublicationKeys.interval, .text((interval.first...interval.last).text)))
    }
    return entries + [
      (PublicationKeys.source, .text(source.rawValue)),
      (PublicationKeys.confidence, .number(confidence)),
      (PublicationKeys.reason, .text(reason)),
    ]
  }
}
