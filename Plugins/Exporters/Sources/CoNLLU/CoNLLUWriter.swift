import GalleyKit

/// The words of one sentence, valid during the call.
struct CoNLLUWords {
  let rows: AnnotationOrder
  /// Positions in `rows`.
  let range: Range<Int>
  let tokens: AnnotationTable
  let columns: CoNLLUFeatures

  func span(_ position: Int) -> TextSpan { tokens.span(rows[position]) }

  /// What stands between a word, or the end of the text, and the word before it.
  func gap(before position: Int, _ document: borrowing Document) -> Range<Int> {
    let start = position == 0 ? 0 : Int((contraction(position - 1) ?? span(position - 1)).end)
    let end = position < rows.count ? Int(span(position).start) : document.utf8.count
    return start..<max(start, end)
  }

  /// The contraction a word is part of.
  func contraction(_ position: Int) -> TextSpan? {
    guard let column = tokens.feature(columns.mwt), column.kind == .span,
      column.has(rows[position])
    else { return nil }
    return column.span(rows[position])
  }

  /// Where the words of the contraction end that begins with a word; nil: none begins there.
  func contractionEnd(_ position: Int) -> Int? {
    guard let whole = contraction(position) else { return nil }
    if position > range.lowerBound, contraction(position - 1) == whole { return nil }
    var end = position + 1
    while end < range.upperBound, contraction(end) == whole { end += 1 }
    return end > position + 1 ? end : nil
  }
}

/// Writes lines of CoNLL-U.
struct CoNLLUWriter {
  private(set) var bytes: [UInt8]
  private var id = ""

  /// Uses the memory of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.bytes.removeAll(keepingCapacity: true)
  }

  mutating func begin(document id: String) {
    self.id = Self.plain(id)
    put("# newdoc id = \(self.id)\n")
  }

  /// Writes a sentence.
  ///
  /// - Parameters:
  ///   - words: not empty.
  ///   - number: of the sentence in its document, from 1.
  ///   - document: where they stand.
  ///   - numbers: scratch memory: numbers of words by row.
  mutating func write(
    _ words: CoNLLUWords,
    number: Int,
    of document: borrowing Document,
    numbers: inout [Int]
  ) {
    if numbers.count < words.tokens.count {
      numbers += repeatElement(0, count: words.tokens.count - numbers.count)
    }
    for position in words.range {
      numbers[words.rows[position]] = position - words.range.lowerBound + 1
    }
    defer { for position in words.range { numbers[words.rows[position]] = 0 } }
    if number > 1, Self.hasEmptyLine(words.gap(before: words.range.lowerBound, document), document)
    {
      put("# newpar\n")
    }
    put("# sent_id = \(id)-\(number)\n# text = ")
    text(words, document)
    put("\n")
    for position in words.range {
      if let end = words.contractionEnd(position), let whole = words.contraction(position) {
        contraction(position..<end, whole, words, document)
      }
      word(position, words, document, numbers)
    }
    put("\n")
  }

  /// What the lines of a sentence say its text is: a blank wherever there is something between words.
  private mutating func text(_ words: CoNLLUWords, _ document: borrowing Document) {
    var position = words.range.lowerBound
    while position < words.range.upperBound {
      let end = words.contractionEnd(position) ?? position + 1
      let span =
        end > position + 1
        ? words.contraction(position) ?? words.span(position)
        : words.span(position)
      form(span, document)
      if end < words.range.upperBound, !words.gap(before: end, document).isEmpty { put(" ") }
      position = end
    }
  }

  private mutating func contraction(
    _ range: Range<Int>,
    _ whole: TextSpan,
    _ words: CoNLLUWords,
    _ document: borrowing Document
  ) {
    let first = words.range.lowerBound
    put("\(range.lowerBound - first + 1)-\(range.upperBound - first)\t")
    form(whole, document)
    put("\t_\t_\t_\t_\t_\t_\t_\t")
    spaces(range, words, document)
  }

  private mutating func word(
    _ position: Int,
    _ words: CoNLLUWords,
    _ document: borrowing Document,
    _ numbers: [Int]
  ) {
    let (row, columns) = (words.rows[position], words.columns)
    let span = words.span(position)
    put("\(numbers[row])\t")
    form(span, document)
    for feature in [columns.lemma, columns.upos, columns.xpos, columns.feats] {
      put("\t")
      value(feature, row, words.tokens, document)
    }
    put("\t")
    head(row, words, document, numbers)
    put("\t")
    value(columns.deprel, row, words.tokens, document)
    put("\t_\t")
    if words.contraction(position) == nil {
      spaces(position..<position + 1, words, document)
    } else {
      put("_\n")
    }
  }

  /// What stands around a word or contraction, unless it is one blank behind it.
  private mutating func spaces(
    _ range: Range<Int>,
    _ words: CoNLLUWords,
    _ document: borrowing Document
  ) {
    let before = range.lowerBound == 0 ? words.gap(before: 0, document) : 0..<0
    let behind = words.gap(before: range.upperBound, document)
    let isLast = range.upperBound == words.rows.count
    let start = bytes.count
    if !before.isEmpty {
      put("SpacesBefore=")
      escaped(before, document)
    }
    if behind.isEmpty {
      if !isLast { put(bytes.count > start ? "|SpaceAfter=No" : "SpaceAfter=No") }
    } else if isLast || behind.count > 1 || document.utf8[behind.lowerBound] != 0x20 {
      put(bytes.count > start ? "|SpacesAfter=" : "SpacesAfter=")
      escaped(behind, document)
    }
    put(bytes.count == start ? "_\n" : "\n")
  }

  /// What no word covers, as UDPipe writes white space, so that it stays in its column; beyond ASCII by
  /// number, `\u{a0}`, for programs cut off what they take for white space.
  private mutating func escaped(_ range: Range<Int>, _ document: borrowing Document) {
    let text = UnsafeBufferPointer(rebasing: document.utf8[range])
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case " ": put("\\s")
      case "\t": put("\\t")
      case "\n": put("\\n")
      case "\r": put("\\r")
      case "|": put("\\p")
      case "\\": put("\\\\")
      case "!"..."~": put(String(scalar))
      default: put("\\u{\(String(scalar.value, radix: 16))}")
      }
    }
  }

  /// The number of the word a word depends on; 0 for the root.
  private mutating func head(
    _ row: Int,
    _ words: CoNLLUWords,
    _ document: borrowing Document,
    _ numbers: [Int]
  ) {
    let column = words.tokens.feature(words.columns.head)
    if let column, column.has(row),
      let head = document.row(of: column.reference(row), in: words.columns.token),
      numbers[head] > 0
    {
      return put("\(numbers[head])")
    }
    let relation = words.tokens.feature(words.columns.deprel)
    if let relation, relation.has(row), document.text(of: relation.text(row)) == "root" {
      return put("0")
    }
    put("_")
  }

  private mutating func value(
    _ feature: Symbol,
    _ row: Int,
    _ tokens: AnnotationTable,
    _ document: borrowing Document
  ) {
    guard let column = tokens.feature(feature), column.kind == .text, column.has(row) else {
      return put("_")
    }
    put(document.utf8(of: column.text(row)))
  }

  private mutating func form(_ span: TextSpan, _ document: borrowing Document) {
    put(UnsafeBufferPointer(rebasing: document.utf8[span.range]))
  }

  private mutating func put(_ text: String) { bytes += text.utf8 }

  /// Text with blanks for tabs and line ends, which would end the column.
  private mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text { bytes.append((0x09...0x0D).contains(byte) ? 0x20 : byte) }
  }

  private static func plain(_ text: String) -> String {
    String(decoding: text.utf8.map { (0x09...0x0D).contains($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func hasEmptyLine(_ range: Range<Int>, _ document: borrowing Document) -> Bool {
    document.utf8[range].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } > 1
  }
}
