import GalleyKit

/// Turns the line breaks inside of paragraphs into blanks.
///
/// Works on text whose white space has been written anew: a line break has no blanks around it, and
/// two of them end a paragraph. Offsets are UTF-8 bytes.
struct UnwrapPass {
  private let text: ByteText
  private let rule: UnwrapRule
  private let layout: LineLayout
  private(set) var view = ViewText()
  private var copied = 0
  private var lineStart = 0

  init(_ text: ByteText, _ rule: UnwrapRule, lexicon: Lexicon) {
    self.text = text
    self.rule = rule
    layout = LineLayout(text, lexicon: lexicon, rule: rule == .always ? .blankLines : .auto)
  }

  /// Whether any line break has to change.
  var hasWork: Bool { rule == .always || layout.isWrapped }

  mutating func run(checkStop: () throws -> Void) rethrows {
    let bytes = UnsafeBufferPointer(start: text.bytes, count: text.count)
    while let lineEnd = bytes[lineStart...].firstIndex(of: Ascii.newline) {
      try checkStop()
      let next = lineEnd + 1
      if next < text.count, lineEnd > lineStart, text[next] != Ascii.newline {
        change(lineEnd, next: next)
      }
      lineStart = next
    }
    if copied < text.count { view.copy(copied..<text.count, of: text) }
  }

  /// Writes the text up to and with a single line break.
  ///
  /// In wrapped text a break that stays ends a paragraph and is written like one. So no single one
  /// is left, and unwrapping once more finds nothing to do.
  private mutating func change(_ lineEnd: Int, next: Int) {
    let runsOn = layout.runsOn(text, lineStart: lineStart, lineEnd: lineEnd, next: next)
    if lineEnd > copied { view.copy(copied..<lineEnd, of: text) }
    copied = next
    if runsOn, endsInHyphen(lineEnd), text.kind(at: next).kind == .lower { return }
    let written: StaticString = runsOn ? " " : "\n\n"
    view.replace(lineEnd..<next, with: written.utf8, of: text)
  }

  /// Whether a line ends in a letter and a hyphen.
  private func endsInHyphen(_ lineEnd: Int) -> Bool {
    guard lineEnd > lineStart + 1, text[lineEnd - 1] == Ascii.hyphen else { return false }
    let kind = text.kind(at: text.scalarStart(before: lineEnd - 1)).kind
    return kind == .lower || kind == .upper
  }
}
