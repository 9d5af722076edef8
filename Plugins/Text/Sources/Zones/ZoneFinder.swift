import GalleyKit

/// Finds the zones of texts, with the cues of their languages.
///
/// The zones do not overlap, have no white space at their ends, and cover every byte that is none.
/// Time is linear in the length of the text.
struct ZoneFinder: Sendable {
  private let lexicon: Lexicon
  private let cues: [String: CueTable]
  private let language: String

  /// Of a language there are no cues of.
  private static let noCues = CueTable([])

  /// `language`: that of documents that do not say theirs.
  init(lexicon: Lexicon, cues: [String: CueTable], language: String) {
    self.lexicon = lexicon
    self.cues = cues
    self.language = language
  }

  /// Puts the zones of `text`, which is valid UTF-8 of at most 2 GiB, into `list`.
  ///
  /// What `checkStop` throws ends the work and leaves `list` incomplete.
  func find(
    in text: UnsafeBufferPointer<UInt8>,
    language: String?,
    into list: inout ZoneList,
    checkStop: () throws -> Void
  ) rethrows {
    let text = ByteText(text)
    var scanner = ParagraphScanner(
      text,
      layout: LineLayout(text, lexicon: lexicon, rule: .auto),
      storage: list.paragraphs
    )
    list.paragraphs = []
    try scanner.scan(checkStop: checkStop)
    var marker = ZoneMarker(
      text,
      cues: table(for: language),
      lexicon: lexicon,
      paragraphs: scanner.paragraphs
    )
    try marker.mark(checkStop: checkStop)
    list.collect(marker)
  }

  /// The cues for a value of `lang`, such as `en`, `en-GB` or `und`.
  private func table(for language: String?) -> CueTable {
    let given = language.map { String($0.prefix { $0 != "-" && $0 != "_" }).lowercased() }
    let code = given.flatMap { $0.isEmpty || $0 == Language.undetermined ? nil : $0 }
    return cues[code ?? self.language] ?? Self.noCues
  }
}
