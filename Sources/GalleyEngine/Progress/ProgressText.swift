import Foundation

/// A moment of a run in words.
struct ProgressText {
  private let now: ProgressSnapshot

  init(_ now: ProgressSnapshot) { self.now = now }

  /// Everything that is known: a line of a log.
  var line: String {
    [now.phase, percent, documents, rate, left, failed, dropped, slowest]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// What fits into a number of columns, with a bar when the end is known.
  ///
  /// Never takes the last column, behind which some terminals begin a new line.
  func bar(columns: Int, usesColor: Bool) -> String {
    let room = max(0, columns - 1)
    let smallestBar = now.fraction.map { Self.bar($0, cells: 8) }
    // From what is given up last to what is given up first; the number is the place in the line.
    let parts: [Part?] = [
      Part(2, percent), Part(6, failed, color: "31"), Part(3, documents), Part(5, left),
      Part(1, smallestBar), Part(0, now.phase), Part(4, rate), Part(7, dropped, color: "33"),
      Part(8, slowest, color: "2"),
    ]
    var chosen = parts.compactMap(\.self)
    while chosen.count > 1, Self.width(chosen) > room { chosen.removeLast() }
    if let fraction = now.fraction, let bar = chosen.firstIndex(where: { $0.place == 1 }) {
      let cells = min(30, 8 + room - Self.width(chosen))
      chosen[bar].text = Self.bar(fraction, cells: cells)
    }
    guard Self.width(chosen) <= room else { return String(chosen[0].text.prefix(room)) }
    return chosen.sorted { $0.place < $1.place }.map { part in
      guard usesColor, let color = part.color else { return part.text }
      return "\u{1B}[\(color)m\(part.text)\u{1B}[0m"
    }.joined(separator: Self.gap)
  }

  /// A piece of the bar's line.
  private struct Part {
    let place: Int
    var text: String
    /// Of a terminal's "select graphic rendition".
    let color: String?

    init?(_ place: Int, _ text: String?, color: String? = nil) {
      guard let text else { return nil }
      self.place = place
      self.text = text
      self.color = color
    }
  }

  private static let gap = "  "

  private static func width(_ parts: [Part]) -> Int {
    parts.map(\.text).joined(separator: gap).unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
  }

  private static func bar(_ fraction: Double, cells: Int) -> String {
    let full = Int(fraction * Double(cells))
    let tip = full < cells ? ">" : ""
    return "[" + String(repeating: "=", count: full) + tip
      + String(repeating: " ", count: cells - full - tip.count) + "]"
  }

  private var percent: String? { now.fraction.map { "\(Int($0 * 100)) %" } }
  private var documents: String? { "\(now.documents) documents" }
  private var failed: String? { now.failures > 0 ? "\(now.failures) failed" : nil }
  private var dropped: String? { now.dropped > 0 ? "\(now.dropped) dropped" : nil }

  private var rate: String? {
    guard now.bytes > 0, now.seconds > 0 else { return nil }
    return String(format: "%.1f MB/s", Double(now.bytes) / 1e6 / now.seconds)
  }

  private var left: String? { now.secondsLeft.map { "\(Self.time($0)) left" } }

  private var slowest: String? {
    now.slowest.map { "\($0.stage) \(Int(($0.share * 100).rounded())) %" }
  }

  /// `1:05`, or `2:00:07`.
  private static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 3_599_999).rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, whole % 60)
      : String(format: "%d:%02d", minutes, whole % 60)
  }
}
