/// A text with the expected matches in ⟦ ⟧, so that nobody counts offsets by hand.
struct MarkedMatches {
  let text: String
  /// The marked spans, half-open, in UTF-8 bytes of `text`.
  let spans: [Range<Int>]

  init(_ marked: String) {
    var text = ""
    var spans: [Range<Int>] = []
    var starts: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(text.utf8.count)
      case "⟧": if let start = starts.popLast() { spans.append(start..<text.utf8.count) }
      default: text.unicodeScalars.append(scalar)
      }
    }
    self.text = text
    self.spans = spans
  }
}
