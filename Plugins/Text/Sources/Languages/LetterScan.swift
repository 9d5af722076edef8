/// One pass over the bytes of a text.
struct LetterScan {
  /// Letters without a boundary after which a word ends nevertheless: scripts without blanks.
  static let longestWord = 4096

  let text: UnsafeBufferPointer<UInt8>
  let letters: UnsafeBufferPointer<UInt16>
  let scripts: UnsafeBufferPointer<UInt8>
  /// UTF-8 bytes from the start of the text.
  var at = 0
  /// Where the ASCII around `at` ends that was found to be no address.
  var plainEnd = 0

  init(
    text: UnsafeBufferPointer<UInt8>,
    letters: UnsafeBufferPointer<UInt16>,
    scripts: UnsafeBufferPointer<UInt8>
  ) {
    self.text = text
    self.letters = letters
    self.scripts = scripts
  }

  /// Appends the next word and a boundary; nil at the end of the text.
  mutating func next(into column: inout [UInt16]) -> LetterColumn.Word? {
    var word = LetterColumn.Word(
      start: column.count,
      end: column.count,
      script: 0,
      isCapitalised: false
    )
    while at < text.count, column.count - word.start < Self.longestWord {
      let start = at
      if text[at] < 0x80, at >= plainEnd, skipAddress() {
        if word.start < column.count { break }
        continue
      }
      let scalar = takeScalar()
      let letter = letters[scalar]
      if letter > LetterTable.joiner {
        let script = scripts[scalar]
        if word.start == column.count {
          word.script = script
          word.isCapitalised = Int(letter) != scalar
        } else if script != word.script {
          at = start
          break
        }
        column.append(letter)
      } else if letter == LetterTable.ignored {
        continue
      } else if word.start < column.count {
        guard letter == LetterTable.joiner, column[column.count - 1] != letter else { break }
        column.append(letter)
      }
    }
    guard word.start < column.count else { return nil }
    if column[column.count - 1] == LetterTable.joiner { column.removeLast() }
    word.end = column.count
    column.append(LetterTable.boundary)
    return word
  }

  /// The scalar at `at`, 0 above the Basic Multilingual Plane; goes behind it.
  private mutating func takeScalar() -> Int {
    let byte = Int(text[at])
    if byte < 0x80 {
      at += 1
      return byte
    }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    guard length > 1, at + length <= text.count else {
      at += 1
      return 0
    }
    defer { at += length }
    let second = Int(text[at + 1] & 0x3F)
    if length == 2 { return (byte & 0x1F) << 6 | second }
    return length == 4 ? 0 : (byte & 0x0F) << 12 | second << 6 | Int(text[at + 2] & 0x3F)
  }
}
