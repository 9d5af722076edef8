import GalleyKit

/// What is known of when a document was published.
enum PublicationTime: Sendable, Hashable {
  case unknown
  case day(CivilDate)
  /// Some day from the first to the last.
  case between(CivilDate, CivilDate)

  /// What the metadata say: the day under `key`, or else the days under `key` with `_between` behind.
  init(_ document: borrowing Document, key: String) {
    if let day = document.metadata(key)?.text.flatMap({ CivilDate(prefixOf: $0) }) {
      self = .day(day)
      return
    }
    let ends = document.metadata(Self.intervalKey(key))?.text?.split(separator: "/") ?? []
    let days = ends.compactMap { CivilDate(prefixOf: String($0)) }
    self = days.count == 2 && days[0] <= days[1] ? .between(days[0], days[1]) : .unknown
  }

  /// The key of an interval: one of its own, so that nobody takes it for a day.
  static func intervalKey(_ key: String) -> String { "\(key)_between" }
}

extension CivilDate {
  /// The day that `2023-11-15` or `2023-11-15T08:00:00Z` begins with; nil when there is none.
  init?(prefixOf text: String) {
    guard let value = CalendarValue(text.prefix(10)), value.unit == .day, let days = value.days
    else { return nil }
    self = days.first
  }
}
