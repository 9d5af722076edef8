import GalleyKit

/// Reads the tokens of documents that have their right parts of speech.
struct LabelColumns: Sendable {
  private let sentence: Symbol
  private let token: Symbol
  private let upos: Symbol
  private let xpos: Symbol

  init(_ setup: borrowing Setup) {
    sentence = setup.type("Sentence")
    token = setup.type("Token")
    upos = setup.feature("Token", "upos")
    xpos = setup.feature("Token", "xpos")
  }

  /// The text with the labels of its tokens; a token without `xpos` has an empty one.
  ///
  /// - Throws: `StageFailure` when a token has no `upos`.
  func text(of document: borrowing Document) throws(StageFailure) -> LabelledText {
    let tokens = document.annotations(of: token)
    var scan = TokenScan()
    scan.read(tokens, document.annotations(of: sentence))
    var text = LabelledText()
    text.utf8 = Array(document.utf8)
    text.words = scan.words
    text.sentences = scan.sentences
    let (upos, xpos) = (tokens.feature(upos), tokens.feature(xpos))
    for (row, word) in zip(scan.rows, scan.words) {
      guard let upos, upos.has(row) else {
        throw StageFailure(
          code: "no-upos",
          "the token '\(document.coveredText(of: word))' at byte \(word.start) has no upos"
        )
      }
      let fine = xpos.flatMap { $0.has(row) ? document.text(of: $0.text(row)) : nil }
      text.labels.append(
        TaggerModel.Label(upos: document.text(of: upos.text(row)), xpos: fine ?? "")
      )
    }
    return text
  }
}
