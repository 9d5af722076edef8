import GalleyKit

/// The zones of one document, and memory that is used again for the next.
struct ZoneList {
  private(set) var zones: [FoundZone] = []
  var paragraphs: [Paragraph] = []

  /// Makes zones of marked paragraphs: datelines part from their paragraphs, and the lines of a table
  /// or a list are one.
  mutating func collect(_ marker: consuming ZoneMarker) {
    zones.removeAll(keepingCapacity: true)
    for (index, paragraph) in marker.paragraphs.enumerated() {
      let span = TextSpan(start: paragraph.start, end: paragraph.end)
      switch paragraph.kind {
      case .table, .list:
        if let last = zones.last, last.kind == paragraph.kind, !paragraph.has(.apart) {
          zones[zones.count - 1].span.end = span.end
        } else {
          zones.append(FoundZone(span: span, kind: paragraph.kind))
        }
      case .dateline: zones.append(FoundZone(span: span, kind: .dateline, date: span))
      case .body: collect(body: span, marker.datelineOfStory(at: index), marker.text)
      default: zones.append(FoundZone(span: span, kind: paragraph.kind))
      }
    }
    paragraphs = marker.paragraphs
  }

  private mutating func collect(body span: TextSpan, _ dateline: Dateline?, _ text: ByteText) {
    guard let dateline else {
      zones.append(FoundZone(span: span, kind: .body))
      return
    }
    zones.append(
      FoundZone(
        span: TextSpan(start: span.start, end: UInt32(dateline.end)),
        kind: .dateline,
        place: dateline.place,
        date: dateline.date
      )
    )
    let rest = text.skipSpace(from: dateline.end, to: Int(span.end))
    if rest < span.end {
      zones.append(FoundZone(span: TextSpan(rest..<Int(span.end)), kind: .body))
    }
  }
}

extension ZoneMarker {
  /// The dateline of a paragraph of the story.
  func datelineOfStory(at index: Int) -> Dateline? {
    guard index >= first else { return nil }
    return dateline(at: index, index == first ? .opening : .inside)
  }
}
