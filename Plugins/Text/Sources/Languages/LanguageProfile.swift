import Foundation

/// How often a language has which sequences of letters.
struct LanguageProfile: Sendable, Equatable {
  /// ISO 639-1, or what its user calls it.
  let code: String
  /// Most frequent first, then by their letters.
  let counts: [(sequence: LetterSequence, count: Int)]

  init(code: String, counts: [(sequence: LetterSequence, count: Int)]) {
    self.code = code
    self.counts = counts
  }

  static func == (a: Self, b: Self) -> Bool {
    a.code == b.code && a.counts.elementsEqual(b.counts, by: ==)
  }

  /// Learns a language from a text in it; lines that begin with `#` are comments.
  ///
  /// What is written with accents counts half as much without them, because people leave them out.
  init(code: String, learnedFrom text: String, _ table: LetterTable) {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let written = lines.joined(separator: "\n").precomposedStringWithCanonicalMapping
    var counts: [UInt64: Int] = [:]
    Self.count(written, table, into: &counts) { _ in 2 }
    let plain = written.split(whereSeparator: \.isWhitespace).map { ($0, Self.plain($0)) }
      .filter { $0 != $1 }.map(\.1)
    Self.count(plain.joined(separator: " "), table, into: &counts) { _ in 1 }
    self.init(
      code: code,
      counts: counts.map { (LetterSequence(packed: $0), $1) }
        .sorted { ($1.count, $0.sequence) < ($0.count, $1.sequence) }
    )
  }

  private static func count(
    _ text: String,
    _ table: LetterTable,
    into counts: inout [UInt64: Int],
    weight: (LetterColumn.Word) -> Int
  ) {
    var column = LetterColumn()
    var text = text
    text.withUTF8 { column.append($0, table) }
    column.letters.withUnsafeBufferPointer { letters in
      for word in column.words {
        let weight = weight(word)
        LetterSequence.forEach(in: .init(rebasing: letters[(word.start - 1)...word.end])) {
          counts[$0, default: 0] += weight
        }
      }
    }
  }

  private static func plain(_ word: Substring) -> String {
    word.folding(options: .diacriticInsensitive, locale: nil)
      .replacing("ß", with: "ss").replacing("ø", with: "o").replacing("æ", with: "ae")
      .replacing("ł", with: "l").replacing("đ", with: "d").replacing("ı", with: "i")
  }

  /// How many letters the counts are of.
  var size: Int {
    counts.reduce(0) { $1.sequence.packed <= 0xFFFF ? $0 + $1.count : $0 }
  }
}
