import GalleyKit

/// The numbers of the lower-cased words of a document, kept from one occurrence to the next.
///
/// A table in which a word has one place, and the last word there keeps it: asking the host for the
/// number of every word again costs more than splitting. Words of more than 16 bytes are not kept.
struct LowerWords {
  private struct Place {
    var word = PackedWord()
    /// The document and the length of the word, for a word may end with zeros; 0 = empty.
    var key = 0
    var number = Symbol.none
  }

  private var places = [Place](repeating: Place(), count: 4096)
  private var document = 0

  /// Forgets the words of the document before.
  mutating func beginDocument() { document += 1 }

  /// The number of a word of ASCII in lower case.
  ///
  /// - Parameters:
  ///   - bytes: Where the word begins.
  ///   - length: Its bytes, not more than `PackedWord.limit`.
  ///   - readable: The bytes that may be read.
  ///   - output: Numbers a word that is new.
  /// - Returns: its number.
  @inline(__always)
  mutating func number(
    of bytes: UnsafePointer<UInt8>,
    length: Int,
    readable: Int,
    in output: borrowing Annotations
  ) -> Symbol {
    let word = PackedWord(bytes, length: length, readable: readable)
    let key = document << 8 | length
    let index = Int(truncatingIfNeeded: word.hash >> 20) & (places.count - 1)
    if places[index].word == word, places[index].key == key { return places[index].number }
    let number = word.withBytes(length) { output.text($0) }
    places[index] = Place(word: word, key: key, number: number)
    return number
  }
}
