import GalleyKit

/// A text as HTML: cut where annotations begin and end, each stretch inside one element for each
/// annotation over it, each annotation with a row of its own below the text.
struct AnnotatedHTML {
  private let document: FinishedDocument
  private let annotations: [FinishedDocument.Annotation]
  private let number: (String) -> Int
  private let rows: [Int]
  /// Rows below the text.
  let rowCount: Int

  /// - Parameters:
  ///   - document: whose text it is.
  ///   - annotations: those shown, in annotation order.
  ///   - number: of a type.
  init(
    _ document: FinishedDocument,
    _ annotations: [FinishedDocument.Annotation],
    number: @escaping (String) -> Int
  ) {
    self.document = document
    self.annotations = annotations
    self.number = number
    rows = Self.rows(annotations.map(\.span))
    rowCount = rows.reduce(0) { max($0, $1 + 1) }
  }

  /// The row of each span, 0 nearest to the text: outer ones lie below those they contain.
  private static func rows(_ spans: [TextSpan]) -> [Int] {
    var depths: [Int] = []
    var open: [(end: UInt32, depth: Int)] = []
    // Spans that hang together, and how deep they lie.
    var first = 0
    var deepest = 0
    var rows: [Int] = []
    func close(_ depths: ArraySlice<Int>) { rows += depths.map { deepest - $0 } }
    for span in spans {
      open.removeAll { $0.end <= span.start }
      if open.isEmpty {
        close(depths[first...])
        first = depths.count
        deepest = 0
      }
      let depth = (0...open.count).first { free in !open.contains { $0.depth == free } } ?? 0
      open.append((max(span.end, span.start + 1), depth))
      depths.append(depth)
      deepest = max(deepest, depth)
    }
    close(depths[first...])
    return rows
  }

  /// The markup.
  var text: String {
    var html = ""
    var position = 0
    var next = 0
    var open: [Int] = []
    var begun: Set<Int> = []
    while next < annotations.count || !open.isEmpty {
      let start = next < annotations.count ? Int(annotations[next].span.start) : .max
      let end = open.reduce(Int.max) { min($0, Int(annotations[$1].span.end)) }
      let stop = min(start, end)
      html += stretch(position..<stop, open, &begun)
      position = stop
      open.removeAll { Int(annotations[$0].span.end) <= position }
      while next < annotations.count, Int(annotations[next].span.start) == position {
        if annotations[next].span.count == 0 {
          html += opening(next, open, &begun) + "</span>"
        } else {
          open.append(next)
        }
        next += 1
      }
    }
    return html + stretch(position..<document.text.count, [], &begun)
  }

  private func stretch(_ bytes: Range<Int>, _ open: [Int], _ begun: inout Set<Int>) -> String {
    guard !bytes.isEmpty else { return "" }
    // A line end of two characters that is cut in between is still one.
    let isCut = bytes.lowerBound > 0 && document.text[bytes.lowerBound - 1] == 0x0D
    let isRest = isCut && document.text[bytes.lowerBound] == 0x0A
    let text = HTMLText.escaped(
      document.covered(TextSpan(bytes.lowerBound + (isRest ? 1 : 0)..<bytes.upperBound))
    )
    return open.reduce(into: "") { $0 += opening($1, [], &begun) } + text
      + String(repeating: "</span>", count: open.count)
  }

  private func opening(_ i: Int, _ around: [Int], _ begun: inout Set<Int>) -> String {
    let point = annotations[i].span.count == 0 ? " point" : ""
    let row = rows[i] > 0 ? " style=\"--l:\(rows[i])\"" : ""
    // The first piece can be reached by the keyboard.
    let focus = begun.insert(i).inserted ? " tabindex=\"0\"" : ""
    return
      "<span class=\"a t\(number(annotations[i].type))\(point)\"\(row) data-a=\"\(i)\"\(focus)>"
  }
}
