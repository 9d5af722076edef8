/// A file of cues: sections in `[brackets]`, phrases between semicolons and line ends, `#` comments.
struct CueFile {
  /// A phrase of a file, its words in lower case.
  struct Phrase {
    let words: [PackedWord]
    let traits: CueTraits
  }

  private(set) var phrases: [Phrase] = []

  /// Reads a file.
  ///
  /// - Throws: `DataFileProblem` at a phrase before the first section, an unknown section, a word that
  ///   is too long.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DataFileProblem) {
    var section: CueTraits?
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
      if line.hasPrefix("["), line.hasSuffix("]") {
        let name = line.dropFirst().dropLast()
        section = CueTraits.named(name)
        if section == nil {
          throw DataFileProblem(line: index + 1, description: "unknown section '\(name)'")
        }
        continue
      }
      for text in line.split(separator: ";") where !text.allSatisfy(\.isWhitespace) {
        for form in Self.forms(of: text) {
          phrases.append(try Self.phrase(form, in: section, line: index + 1))
        }
      }
    }
  }

  /// A phrase as it is written in the file, at the beginning of a sentence and in capitals: words are
  /// compared without regard to case in ASCII only.
  private static func forms(of text: Substring) -> [String] {
    let text = text.trimmingPrefix { $0.isWhitespace }
    guard let first = text.first, !text.allSatisfy(\.isASCII) else { return [String(text)] }
    let capitalised = first.isASCII ? [] : [first.uppercased() + text.dropFirst()]
    return [String(text)] + capitalised + [text.uppercased()]
  }

  private static func phrase(
    _ text: String,
    in section: CueTraits?,
    line: Int
  ) throws(DataFileProblem) -> Phrase {
    guard let section else {
      throw DataFileProblem(line: line, description: "phrase before the first [section]")
    }
    var words: [PackedWord?] = []
    var copy = text
    copy.withUTF8 { bytes in
      let text = ByteText(bytes)
      var scan = WordScan(text, from: 0, to: text.count)
      while let word = scan.next() { words.append(word.packed(text)) }
    }
    guard !words.isEmpty, !words.contains(nil) else {
      throw DataFileProblem(
        line: line,
        description: "'\(text)' is not a phrase of words of at most \(PackedWord.limit) bytes"
      )
    }
    return Phrase(words: words.compactMap(\.self), traits: section)
  }
}
