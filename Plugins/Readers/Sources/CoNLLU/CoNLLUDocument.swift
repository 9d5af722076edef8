import GalleyKit

/// A document of a CoNLL-U file, put together line by line.
struct CoNLLUDocument {
  /// A word with the columns that have a value.
  struct Word {
    var span: TextSpan
    /// Its number in the sentence, from 1.
    var number: Int
    var lemma: String?
    var upos: String?
    var xpos: String?
    var feats: String?
    /// Number of the word it depends on; 0: of none.
    var head: Int?
    var deprel: String?
    /// The whole contraction it is part of.
    var contraction: TextSpan?
  }

  /// What is wrong with a line.
  struct Problem {
    let line: Int
    let byte: Int
    let message: String
  }

  private(set) var id: String?
  /// Its first line.
  private(set) var line = 0
  private(set) var text: [UInt8] = []
  private(set) var words: [Word] = []
  /// Ranges of `words`.
  private(set) var sentences: [Range<Int>] = []
  /// The first one.
  private(set) var problem: Problem?

  private var sentenceStart = 0
  /// White space before the next word; nil: what paragraphs and words have by default.
  private var space: [UInt8]?
  private var isNewParagraph = false
  /// A contraction whose words come, with what of it no word has taken.
  private var contraction: (span: TextSpan, last: Int, rest: [UInt8])?

  /// Whether a line is the first one of the next document.
  func isComplete(before line: LineReader.Line) -> Bool {
    self.line > 0 && (!words.isEmpty || id != nil || problem != nil)
      && Self.starts(line.bytes, with: "# newdoc")
  }

  /// Takes in a line.
  mutating func read(_ line: LineReader.Line) {
    if self.line == 0 { self.line = line.number }
    guard problem == nil else { return }
    if line.isTooLong { return fail(line, "the line is too long; raise 'max_document'") }
    if line.isBlank { return endSentence() }
    guard let text = String(validating: line.bytes, as: UTF8.self) else {
      return fail(line, "the line is not UTF-8")
    }
    if text.hasPrefix("#") { return comment(text) }
    let columns = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count == 10 else {
      return fail(line, "the line has \(columns.count) columns between tabs; a word has 10")
    }
    guard !columns[1].isEmpty else { return fail(line, "the word has no form") }
    row(columns, line)
  }

  /// Ends the document: what is told of white space at its end belongs to it.
  mutating func end() {
    endSentence()
    if let space { text += space }
  }

  mutating func endSentence() {
    contraction = nil
    if words.count > sentenceStart { sentences.append(sentenceStart..<words.count) }
    sentenceStart = words.count
  }

  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with text: StaticString) -> Bool {
    bytes.count >= text.utf8CodeUnitCount
      && bytes.prefix(text.utf8CodeUnitCount).elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      )
  }

  private mutating func fail(_ line: LineReader.Line, _ message: String) {
    problem = Problem(line: line.number, byte: line.byte, message: message)
  }

  private mutating func comment(_ text: String) {
    if text.hasPrefix("# newpar") || text.hasPrefix("# newdoc") { isNewParagraph = true }
    guard text.hasPrefix("# newdoc"), let equals = text.firstIndex(of: "=") else { return }
    let name = text[text.index(after: equals)...].drop { $0 == " " }
    if !name.isEmpty { id = String(name) }
  }

  private mutating func row(_ columns: [String], _ line: LineReader.Line) {
    let number = columns[0]
    let spaces = CoNLLUSpaces(columns[9])
    if number.contains(".") { return }
    if number.contains("-") {
      let ends = number.split(separator: "-").compactMap { Int($0) }
      guard ends.count == 2, ends[0] < ends[1] else {
        return fail(line, "'\(number)' is no range of words")
      }
      contraction = (append(columns[1], spaces), ends[1], Array(columns[1].utf8))
      return
    }
    guard let number = Int(number), number == words.count - sentenceStart + 1 else {
      return fail(
        line,
        "the word has number '\(number)', not \(words.count - sentenceStart + 1)"
      )
    }
    guard let span = place(columns[1], number, spaces) else {
      return fail(line, "the contraction has fewer characters than words")
    }
    func value(_ column: Int) -> String? { columns[column] == "_" ? nil : columns[column] }
    words.append(
      Word(
        span: span,
        number: number,
        lemma: columns[1] == "_" ? columns[2] : value(2),
        upos: value(3),
        xpos: value(4),
        feats: value(5),
        head: value(6).flatMap { Int($0) },
        deprel: value(7),
        contraction: contraction?.span
      )
    )
    if let last = contraction?.last, number >= last { contraction = nil }
  }

  /// Where a word stands: in the contraction begun, or behind the text so far.
  ///
  /// A word that is not in the contraction as it is written gets as many of its characters as it has
  /// itself, but leaves one for each word to come; the last one gets the rest.
  private mutating func place(
    _ form: String,
    _ number: Int,
    _ spaces: CoNLLUSpaces
  ) -> TextSpan? {
    guard let (whole, last, rest) = contraction, number <= last else {
      return append(form, spaces)
    }
    let start = Int(whole.end) - rest.count
    let letters = String(decoding: rest, as: UTF8.self).unicodeScalars
    let count =
      number == last
      ? letters.count : min(form.unicodeScalars.count, letters.count - (last - number))
    guard count > 0 else { return nil }
    let taken = String(String.UnicodeScalarView(letters.prefix(count))).utf8.count
    contraction?.rest.removeFirst(taken)
    return TextSpan(start: UInt32(start), end: UInt32(start + taken))
  }

  /// Appends a form to the text, behind the white space that is between it and the word before.
  private mutating func append(_ form: String, _ spaces: CoNLLUSpaces) -> TextSpan {
    if text.isEmpty {
      text += spaces.before
    } else if let space, !(space.isEmpty && isNewParagraph) {
      text += space
    } else {
      text += isNewParagraph ? [0x0A, 0x0A] : [0x20]
    }
    isNewParagraph = false
    space = spaces.after
    let start = UInt32(text.count)
    text += form.utf8
    return TextSpan(start: start, end: UInt32(text.count))
  }
}
