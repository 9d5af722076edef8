import GalleyKit

/// Something that speaks for some days of publication and against others.
struct Clue: Sendable, Codable {
  /// Where a clue comes from.
  enum Source: String, Sendable, Codable, CaseIterable {
    case metadata, dateline, url, copyright
    case fileName = "file_name"
    case text
    case corpus
  }

  /// What is said of the day.
  var claim: Claim
  var source: Source
  /// Where the words stand; nil: not in the text.
  var span: ClueSpan?
  /// The words, or what stands for them.
  var words: String
  /// How much it counts, 1 for all that it says.
  var weight = 1.0
  /// How often it is said.
  var count = 1

  /// How much it counts, when it is said more than once.
  ///
  /// That a weekday comes five times is more than that it comes once, but not five times as much: its
  /// mentions tell of one thing.
  var strength: Double { weight * (1 + 0.2 * Double(min(count, 4) - 1)) }
}

/// Bytes of the text, half-open.
struct ClueSpan: Sendable, Codable, Hashable {
  var start: UInt32
  var end: UInt32

  init(_ span: TextSpan) {
    start = span.start
    end = span.end
  }

  var textSpan: TextSpan { TextSpan(start: start, end: end) }
}
