import GalleyKit

/// The zones of one document, and memory that is used again for the next.
struct ZoneList {
  private(set) var zones: [FoundZone] = []
  var paragraphs: [Paragraph] = []

  /// Makes zones of marked paragraphs: datelines and the credits of pictures part from their
  /// paragraphs; the lines of a block and the items of a list are one.
  mutating func collect(_ marker: consuming ZoneMarker) {
    zones.removeAll(keepingCapacity: true)
    var joined: UInt32?
    for (index, paragraph) in marker.paragraphs.enumerated() {
      let span = TextSpan(start: joined ?? paragraph.start, end: paragraph.end)
      joined = nil
      if let last = zones.last, last.kind == paragraph.kind, Self.joins(paragraph) {
        zones[zones.count - 1].span.end = span.end
        continue
      }
      switch paragraph.kind {
      case .dateline: zones.append(FoundZone(span: span, kind: .dateline, date: span))
      case .body where paragraph.has(.stamp) && !paragraph.has(.day): joined = span.start
      case .body: collect(body: span, marker.datelineOfStory(at: index), marker.text)
      case .caption: collect(caption: span, credit: marker.credit(of: paragraph), marker.text)
      default: zones.append(FoundZone(span: span, kind: paragraph.kind))
      }
    }
    paragraphs = marker.paragraphs
  }

  /// Whether a paragraph goes on with a zone of its kind before it.
  private static func joins(_ paragraph: Paragraph) -> Bool {
    switch paragraph.kind {
    case .list: true
    case .table, .related, .contact, .note, .correction, .byline: !paragraph.has(.apart)
    default: false
    }
  }

  private mutating func collect(caption span: TextSpan, credit: Int?, _ text: ByteText) {
    guard let credit else {
      zones.append(FoundZone(span: span, kind: .caption))
      return
    }
    let end = text.trimSpace(before: credit, downTo: Int(span.start))
    zones.append(FoundZone(span: TextSpan(Int(span.start)..<end), kind: .caption))
    zones.append(FoundZone(span: TextSpan(credit..<Int(span.end)), kind: .credit))
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
    if index == first { return dateline(at: index, .opening) }
    return dateline(at: index, paragraphs[index - 1].kind == .headline ? .headed : .inside)
  }
}
