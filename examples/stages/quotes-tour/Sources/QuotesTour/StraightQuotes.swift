import GalleyKit

/// Adds a view in which typographic quotation marks are straight.
struct StraightQuotes: DocumentStage {
  static let manifest = Manifest(
    "straight-quotes@1",
    "Adds a view with straight quotation marks.",
    views: ["straight"],
    cost: "low",
    licence: "Apache-2.0"
  )

  /// “ and ” in UTF-8.
  private static let marks = [Array("\u{201C}".utf8), Array("\u{201D}".utf8)]

  init(options: NoOptions, setup: borrowing Setup) {}

  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let text = document.utf8
    var view: [UInt8] = []
    var runs: [ViewRun] = []
    /// Appends bytes that stand for the text from `start` to `end`.
    func append(_ bytes: some Collection<UInt8>, for original: Range<Int>, isWhole: Bool) {
      if original.isEmpty { return }
      let span = TextSpan(view.count..<view.count + bytes.count)
      view.append(contentsOf: bytes)
      runs.append(ViewRun(view: span, original: TextSpan(original), isWhole: isWhole))
    }
    var copied = 0
    var position = 0
    while position < text.count {
      if position & 0xFFFF == 0 { try call.checkStop() }
      let mark = position
      position += 1
      guard text[mark] == 0xE2, Self.marks.contains(where: text[mark...].starts) else { continue }
      position = mark + 3
      append(text[copied..<mark], for: copied..<mark, isWhole: false)
      append("\"".utf8, for: mark..<position, isWhole: true)
      copied = position
    }
    append(text[copied...], for: copied..<text.count, isWhole: false)
    try output.addView("straight", text: view, runs: runs)
  }
}
