import GalleyKit

extension FinishedDocument.Feature {
  /// The value for people: spans as the text they cover, references as `#7`.
  func text(in document: FinishedDocument) -> String { text(value, document) }

  private func text(_ value: JSONValue, _ document: FinishedDocument) -> String {
    switch (value, kind) {
    case (.integer(let id), .reference): return "#\(id)"
    case (.list(let ends), .span):
      if case .integer(let start)? = ends.first, case .integer(let end)? = ends.last,
        ends.count == 2
      {
        let span = TextSpan(start: UInt32(clamping: start), end: UInt32(clamping: end))
        return VisibleText.quoted(document.covered(span))
      }
      return list(ends, document)
    case (.list(let items), _): return list(items, document)
    case (.text(let text), _):
      let isPlain = !text.isEmpty && text.allSatisfy { !" \t\n\r,[]\"".contains($0) }
      return isPlain ? VisibleText.escaped(text) : VisibleText.quoted(text)
    default: return VisibleText.escaped(value.json)
    }
  }

  private func list(_ items: [JSONValue], _ document: FinishedDocument) -> String {
    "[" + items.map { text($0, document) }.joined(separator: ", ") + "]"
  }
}

extension VisibleText {
  /// A text in quotes.
  fileprivate static func quoted(_ text: String) -> String {
    escaped(JSONValue.text(text).json)
  }
}

extension FinishedDocument {
  /// The text inside a span in one line, at most so many columns of it.
  func line(of span: TextSpan, width: Int) -> String {
    // More bytes than can be shown need not be looked at.
    let end = min(span.range.upperBound, span.range.lowerBound + 32 * width)
    let words = covered(TextSpan(span.range.lowerBound..<end))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return VisibleText.escaped(words).shortened(to: width)
  }

  /// The spans of annotations in code points, as exporters write them.
  func codePoints(of annotations: [Annotation]) -> [(start: UInt32, end: UInt32)] {
    var starts = annotations.map(\.span.start)
    var ends = annotations.map(\.span.end)
    var conversion = OffsetConversion()
    text.withUnsafeBufferPointer { utf8 in
      starts.withUnsafeMutableBufferPointer {
        conversion.convert($0, in: utf8, to: .codepoints)
      }
      ends.withUnsafeMutableBufferPointer {
        conversion.convert($0, in: utf8, to: .codepoints)
      }
    }
    return zip(starts, ends).map { ($0, $1) }
  }
}
