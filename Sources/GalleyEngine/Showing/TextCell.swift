/// What stands in one place of a line: a character as readers see it, or one that is written out.
struct TextCell {
  /// As printed; a tab is blanks once its line is known.
  var shown: String
  /// UTF-8 bytes of the document's text.
  let bytes: Range<Int>
  /// Columns; of a tab, those it takes in its line.
  var width: Int
  let kind: Kind

  enum Kind {
    case letter
    case blank
    case tab
    /// Takes two columns: lines may break on both sides of it.
    case wide
    /// Like a wide one, but never at the beginning of a line.
    case wideClosing
  }

  /// Whether it is not printed at the end of a line.
  var isBlank: Bool { kind == .blank || kind == .tab }
}

extension TextCell {
  /// The cells of a stretch of text without line ends.
  ///
  /// `bytes`: the stretch.
  static func cells(of text: [UInt8], _ bytes: Range<Int>) -> [TextCell] {
    var cells: [TextCell] = []
    cells.reserveCapacity(bytes.count)
    var position = bytes.lowerBound
    while position < bytes.upperBound {
      // ASCII goes byte by byte; the last one before another character may carry a mark.
      let next = position + 1
      if text[position] < 0x80, next == bytes.upperBound || text[next] < 0x80 {
        cells.append(ascii(text[position], at: position))
        position = next
        continue
      }
      var end = next
      while end < bytes.upperBound, !(text[end] < 0x80 && text[end - 1] < 0x80) { end += 1 }
      for character in String(decoding: text[position..<end], as: UTF8.self) {
        append(character, at: &position, to: &cells)
      }
    }
    return cells
  }

  private static func ascii(_ byte: UInt8, at position: Int) -> TextCell {
    let scalar = Unicode.Scalar(byte)
    let bytes = position..<position + 1
    switch scalar {
    case " ": return TextCell(shown: " ", bytes: bytes, width: 1, kind: .blank)
    case "\t": return TextCell(shown: "", bytes: bytes, width: 0, kind: .tab)
    case _ where VisibleText.isEscaped(scalar): return writtenOut(scalar, bytes)
    default: return TextCell(shown: String(scalar), bytes: bytes, width: 1, kind: .letter)
    }
  }

  private static func append(
    _ character: Character,
    at position: inout Int,
    to cells: inout [TextCell]
  ) {
    if let byte = character.utf8.first, character.utf8.count == 1 {
      cells.append(ascii(byte, at: position))
      position += 1
      return
    }
    let isFlag = character.unicodeScalars.first == "\u{1F3F4}"
    var joined = ""
    func flush() {
      guard !joined.isEmpty else { return }
      let bytes = position..<position + joined.utf8.count
      let cell = TextCell(joined, bytes)
      cells.append(cell)
      position = bytes.upperBound
      joined = ""
    }
    for scalar in character.unicodeScalars {
      if isUnseen(scalar, inFlag: isFlag) {
        flush()
        let bytes = position..<position + UTF8.width(scalar)
        cells.append(writtenOut(scalar, bytes))
        position = bytes.upperBound
      } else {
        joined.unicodeScalars.append(scalar)
      }
    }
    flush()
  }

  private init(_ shown: String, _ bytes: Range<Int>) {
    let width = DisplayWidth.of(Character(shown))
    let category = shown.unicodeScalars.first?.properties.generalCategory
    // A mark without a letter stands on a circle, as in the tables of Unicode.
    self.shown = width == 0 ? "\u{25CC}" + shown : shown
    self.bytes = bytes
    self.width = max(1, width)
    kind =
      switch category {
      // A blank may carry a mark, and then it is seen.
      case .spaceSeparator where shown.unicodeScalars.count == 1 && !Self.isHardBlank(shown): .blank
      case .closePunctuation, .finalPunctuation, .otherPunctuation:
        width == 2 ? .wideClosing : .letter
      default: width == 2 ? .wide : .letter
      }
  }

  private static func isHardBlank(_ shown: String) -> Bool {
    shown == "\u{A0}" || shown == "\u{202F}"
  }

  private static func writtenOut(_ scalar: Unicode.Scalar, _ bytes: Range<Int>) -> TextCell {
    let shown = VisibleText.written(scalar)
    return TextCell(shown: shown, bytes: bytes, width: shown.utf8.count, kind: .letter)
  }

  /// Whether nobody would see a character, or it would change how others are seen; joiners and the
  /// tags of a flag do their work and stay.
  private static func isUnseen(_ scalar: Unicode.Scalar, inFlag isFlag: Bool) -> Bool {
    if VisibleText.isEscaped(scalar) { return true }
    guard scalar.properties.generalCategory == .format else { return false }
    let isTag = (0xE0020...0xE007F).contains(scalar.value)
    return scalar != "\u{200D}" && scalar != "\u{200C}" && !(isTag && isFlag)
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { encode(scalar)?.count ?? 0 }
}
