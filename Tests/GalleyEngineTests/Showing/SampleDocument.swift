import GalleyKit

@testable import GalleyEngine

extension FinishedDocument {
  /// A document whose annotations are marked by the text they cover, the first place that fits.
  ///
  /// - Parameters:
  ///   - text: of the document.
  ///   - marks: type and covered text.
  ///   - id: of the document.
  /// - Returns: the document, its annotations made by `test/rule`.
  static func sample(
    _ text: String,
    _ marks: [(type: String, covered: String)],
    id: String = "sample.txt"
  ) -> FinishedDocument {
    let utf8 = Array(text.utf8)
    let annotations = marks.enumerated().map { number, mark in
      let covered = Array(mark.covered.utf8)
      let start = utf8.indices.first { utf8[$0...].starts(with: covered) } ?? 0
      return Annotation(
        type: mark.type,
        span: TextSpan(start..<start + covered.count),
        features: [],
        id: UInt32(number + 1),
        by: "test/rule"
      )
    }
    return FinishedDocument(
      id: id,
      origin: id,
      text: utf8,
      metadata: [],
      annotations: annotations.sorted { ($0.span, $0.type) < ($1.span, $1.type) },
      failures: []
    )
  }

  /// The lines of a page at a width, without heading and legend.
  func lines(width: Int) -> [String] {
    var brackets = LineBrackets(annotations, of: text, width: width)
    var result: [String] = []
    do throws(RunStop) {
      try TextLine.forEach(of: text, width: width) { line throws(RunStop) in
        let parts = brackets.parts(under: line)
        result.append(line.text)
        for row in BracketRows(parts.map(\.bracket), width: width).rows {
          result.append(
            row.reduce(into: "") { text, bracket in
              let blanks = bracket.column - DisplayWidth.of(text)
              text += String(repeating: " ", count: blanks) + bracket.drawn
            }
          )
        }
      }
    } catch {
      result.append(error.message)
    }
    return result
  }
}
