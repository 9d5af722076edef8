import GalleyKit

/// Reads lists of dated entries, `2021 — …`, `June — …`: what a date lacks it takes from the head before.
struct Chronology {
  private let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Lets the dates of entries count from the one before.
  ///
  /// - Parameters:
  ///   - expressions: those of a document, in the order of the text.
  ///   - ranges: its ranges, one of which may be a head.
  func join(_ expressions: inout [Expression], _ ranges: [FoundRange]) {
    let ends = Dictionary(uniqueKeysWithValues: ranges.map { ($0.first, $0.last) })
    let heads = expressions.indices.filter { isHead($0, ends[$0] ?? $0, expressions) }
    guard heads.count > 1 else { return }
    for (number, head) in heads.enumerated() {
      let end = number + 1 < heads.count ? heads[number + 1] : expressions.count
      let line = endOfLine(from: Int(expressions[head].span.end))
      for index in head..<end {
        guard Int(expressions[index].span.start) < line else { break }
        guard index > heads[0], expressions[index].anchor == .publication,
          case .partial(.tense, let unit, _) = expressions[index].pending,
          unit == .year || unit == .month
        else { continue }
        expressions[index].anchor = .mention
      }
    }
  }

  /// Whether an expression begins a line, and a dash or colon is behind the last one of its range.
  private func isHead(_ index: Int, _ last: Int, _ expressions: [Expression]) -> Bool {
    let expression = expressions[index]
    guard expression.kind == .date, begins(Int(expression.span.start)) else { return false }
    let behind = text[Int(expressions[last].span.end)...].prefix(5)
    if behind.first == UInt8(ascii: ":") { return true }
    return [" — ", " – ", " - "].contains { behind.starts(with: $0.utf8) }
  }

  private func begins(_ offset: Int) -> Bool {
    let before = text[..<offset].reversed().first { $0 != UInt8(ascii: " ") }
    return before == nil || before == UInt8(ascii: "\n")
  }

  private func endOfLine(from offset: Int) -> Int {
    text[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
  }
}
