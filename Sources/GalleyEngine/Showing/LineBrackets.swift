import GalleyKit

/// Goes through a document's lines with its annotations, and says what stands under each.
struct LineBrackets {
  /// A bracket and what it stands for.
  struct Part {
    var bracket: Bracket
    /// Index of the annotation.
    var annotation: Int
    /// Cells of the line.
    var cells: Range<Int>
  }

  private struct Open {
    let annotation: Int
    var hasBegun = false
  }

  private let text: [UInt8]
  private let annotations: [FinishedDocument.Annotation]
  private let width: Int
  private var next = 0
  private var open: [Open] = []

  /// - Parameters:
  ///   - annotations: in annotation order.
  ///   - text: of the document.
  ///   - width: columns of a line.
  init(_ annotations: [FinishedDocument.Annotation], of text: [UInt8], width: Int) {
    self.annotations = annotations
    self.text = text
    self.width = width
  }

  /// What stands under the next line, in annotation order.
  mutating func parts(under line: TextLine) -> [Part] {
    let end = line.bytes.upperBound == text.count ? text.count + 1 : line.bytes.upperBound
    while next < annotations.count, annotations[next].span.start < end {
      open.append(Open(annotation: next))
      next += 1
    }
    var parts: [Part] = []
    var left: [Open] = []
    for var item in open {
      let (part, isOver) = part(of: item, under: line)
      if let part {
        parts.append(part)
        item.hasBegun = true
      }
      if !isOver { left.append(item) }
    }
    open = left
    return parts
  }

  /// The part of an annotation under a line, and whether nothing of it comes later.
  private func part(of item: Open, under line: TextLine) -> (Part?, isOver: Bool) {
    let annotation = annotations[item.annotation]
    let span = annotation.span.range
    let printedEnd = line.cells.last?.bytes.upperBound ?? line.bytes.lowerBound
    let cells = span.isEmpty ? 0..<0 : line.cells(of: span)
    let isOver = isBlank(from: max(span.lowerBound, printedEnd), to: span.upperBound)
    if let first = cells.first, let last = cells.last {
      let column = line.columns[first]
      let bracket = Bracket(
        column: column,
        width: line.columns[last] + line.cells[last].width - column,
        begins: !item.hasBegun,
        ends: isOver,
        label: annotation.type
      )
      return (Part(bracket: bracket, annotation: item.annotation, cells: cells), isOver)
    }
    guard isOver, !item.hasBegun else { return (nil, isOver) }
    // Nothing of it is printed: it is empty, or covers line ends only.
    let cell = line.cells(of: span.lowerBound..<span.lowerBound + 1).lowerBound
    let column = cell < line.cells.count ? line.columns[cell] : line.width
    let bracket = Bracket(column: min(column, width - 1), width: 0, label: annotation.type)
    return (Part(bracket: bracket, annotation: item.annotation, cells: 0..<0), true)
  }

  /// Whether a stretch has nothing that would be printed on a line of its own.
  private func isBlank(from start: Int, to end: Int) -> Bool {
    start >= end
      || text[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }
}
