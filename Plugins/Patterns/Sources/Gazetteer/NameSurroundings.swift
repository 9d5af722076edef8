import GalleyKit
import GalleyPatterns

/// Whether a short name stands for its entry where it was found, or is part of another name.
///
/// `Biden` in `Hunter Biden` is somebody else; in `President Biden`, `Yesterday Biden` and `UKRAINE HAILS
/// BIDEN` nothing says so. What is looked at is the capitalised word beside the name, which counts unless
///
/// - it is a title, or a word that is no name, such as `Yesterday`;
/// - it is a word of another name of the same entry, as in `Joe R. Biden`;
/// - another match covers it, as in `Trump-Putin summit`;
/// - it is a possessive before the name, as in `Russia's Putin`, or an abbreviation of three capitals or more;
/// - it and the name are written in capitals: then capitals say nothing.
struct NameSurroundings {
  let text: UnsafeBufferPointer<UInt8>
  let index: NameIndex
  let store: EntryStore
  let words: NeighbourWords
  /// All matches in the text, those that begin first first.
  let matches: [NameMatch]

  /// Whether the name at the match `number` is not part of a longer one.
  ///
  /// `side`: where to look for capitalised words beside a short name.
  func isWhole(_ number: Int, _ side: NameSide) -> Bool {
    let match = matches[number]
    let name = EntryName(rawValue: match.entry)
    let after = index.word(after: Int(match.end), in: text)
    if let after, !after.isJoined, words.kind(of: after, in: text) == .suffix,
      !isOwn(after, name.entry)
    {
      return false
    }
    guard name.isShort else { return true }
    let isInCapitals =
      index.letters(in: Int(match.start)..<Int(match.end), of: text) == .capitals
    if side != .after, !isFree(before: number, name.entry, isInCapitals) { return false }
    guard side != .before, let after else { return true }
    return !belongs(after, to: number, name.entry, isInCapitals) || isInTitle(match)
  }

  /// Whether nothing before a name belongs to it.
  private func isFree(before number: Int, _ entry: Int, _ isInCapitals: Bool) -> Bool {
    var start = Int(matches[number].start)
    var isBehindInitial = false
    while let word = index.word(before: start, in: text) {
      if isInitial(word) {
        // `Joe R. Biden` is decided by `Joe`.
        isBehindInitial = true
        start = word.range.lowerBound
        continue
      }
      if isBehindInitial { return isOwn(word, entry) }
      if word.hasPeriod, words.kind(of: word, in: text) != .title { return true }
      return !belongs(word, to: number, entry, isInCapitals)
    }
    return !isBehindInitial
  }

  /// Whether a word beside a name is part of a longer name.
  private func belongs(
    _ word: NeighbourWord,
    to number: Int,
    _ entry: Int,
    _ isInCapitals: Bool
  ) -> Bool {
    let kind = words.kind(of: word, in: text)
    switch word.letters {
    case .other: return false
    case .small: return kind == .particle && !word.isJoined && !isOwn(word, entry)
    case .capitals:
      if isInCapitals || !word.isJoined && word.range.count > 2 { return false }
    case .capitalised:
      // A letter alone stands for a party, as in `R-Ohio`.
      if word.isJoined, word.range.count == 1 { return false }
    }
    if kind == .title || kind == .opener { return false }
    if word.range.lowerBound < matches[number].start, isPossessive(word) { return false }
    return !isOwn(word, entry) && !isCovered(word, by: number)
  }

  private func isInitial(_ word: NeighbourWord) -> Bool {
    word.hasPeriod && word.letters == .capitalised
      && text[word.range].count { $0 & 0xC0 != 0x80 } == 1
  }

  private func isPossessive(_ word: NeighbourWord) -> Bool {
    let end = text[word.range].suffix(4)
    return end.suffix(2).elementsEqual("'s".utf8) || end.elementsEqual("\u{2019}s".utf8)
  }

  /// Whether a word stands in some name of the entry.
  private func isOwn(_ word: NeighbourWord, _ entry: Int) -> Bool {
    store.withText(of: store.names[entry]) { names in
      names.split { $0 == EntryStore.separator || $0 == 0x20 || $0 == 0x2D }.contains { own in
        let bare = own.last == UInt8(ascii: ".") ? own.dropLast() : own
        return bare.elementsEqual(text[word.range])
      }
    }
  }

  /// Whether a match other than this one, and as near as names are long, covers a word.
  private func isCovered(_ word: NeighbourWord, by number: Int) -> Bool {
    func covers(_ match: NameMatch) -> Bool {
      match.start <= word.range.lowerBound && match.end >= word.range.upperBound
    }
    var i = number
    while i > 0, Int(matches[i - 1].start) + NameIndexBuilder.longestName > word.range.lowerBound {
      i -= 1
      if covers(matches[i]) { return true }
    }
    i = number + 1
    while i < matches.count, matches[i].start <= word.range.lowerBound {
      if covers(matches[i]) { return true }
      i += 1
    }
    return false
  }
}

/// Headlines.
extension NameSurroundings {
  /// How far to each side words are looked at, in bytes.
  private static let reach = 200

  /// Whether all longer words of the line are capitalised: then a verb may be beside the name.
  private func isInTitle(_ match: NameMatch) -> Bool {
    var count = 0
    var i = Int(match.start)
    while let word = index.word(before: i, in: text), i > Int(match.start) - Self.reach {
      if !isAsInTitle(word, &count) { return false }
      i = word.range.lowerBound
    }
    i = Int(match.end)
    while let word = index.word(after: i, in: text), i < Int(match.end) + Self.reach {
      if !isAsInTitle(word, &count) { return false }
      i = word.range.upperBound
    }
    return count > 2
  }

  private func isAsInTitle(_ word: NeighbourWord, _ count: inout Int) -> Bool {
    guard word.range.count > 3 else { return true }
    count += 1
    return word.letters != .small
  }
}
