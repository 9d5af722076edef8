/// One pass over a text.
struct NameSearch {
  let text: NameText
  let index: NameIndex

  func run(
    from start: Int,
    to end: Int,
    _ signs: UnsafeBufferPointer<Bool>,
    into matches: inout [NameMatch]
  ) -> Int {
    let firstWords = index.firstWords
    let bytes = text.tables.bytes
    let base = text.base
    var i = start
    while i < end {
      let byte = base[i]
      let kind = bytes[Int(byte)]
      if kind & 6 == 2 {
        let word = i
        i = text.endOfASCIIWord(from: i)
        let hash: UInt64
        if i < text.count, base[i] >= 0x80 {
          i = word
          hash = text.readWord(&i)
        } else {
          hash = text.hash(asciiWord: word, i)
        }
        let bits = firstWords.bits(of: hash)
        if bits != 0 { follow(from: word, i, hash, bits, into: &matches) }
      } else if byte < 0x80 {
        if kind == CharacterKind.space || !signs[Int(byte)] {
          i += 1
        } else {
          look(at: &i, into: &matches)
        }
      } else {
        let next = text.scalar(at: i)
        if text.tables.kind(of: next.value) == CharacterKind.space {
          i += next.length
        } else {
          look(at: &i, into: &matches)
        }
      }
    }
    return i
  }

  /// Looks up the word or sign at `i`, and passes it.
  private func look(at i: inout Int, into matches: inout [NameMatch]) {
    let start = i
    let hash = text.readWord(&i)
    let bits = index.firstWords.bits(of: hash)
    if bits != 0 { follow(from: start, i, hash, bits, into: &matches) }
  }

  /// Finds the names that begin at `start`.
  @inline(never)
  private func follow(
    from start: Int,
    _ firstEnd: Int,
    _ first: UInt64,
    _ bits: UInt64,
    into matches: inout [NameMatch]
  ) {
    guard text.isBoundary(start) else { return }
    if bits & 1 != 0 { report(start, firstEnd, index.sequences.find(first), into: &matches) }
    guard bits & 2 != 0 else { return }
    var hash = first
    var end = firstEnd
    var isPair = true
    while let word = text.endOfGap(from: end) {
      let isApart = word > end
      end = word
      hash = NameHash.joined(hash, text.readWord(&end), isApart: isApart)
      if isPair, index.pairs.bits(of: hash) == 0 { return }
      isPair = false
      let slot = index.sequences.find(hash)
      if slot.isEmpty { return }
      report(start, end, slot, into: &matches)
      if !slot.goesOn { return }
    }
  }

  /// Appends the names that are this sequence of words.
  private func report(
    _ start: Int,
    _ end: Int,
    _ slot: SequenceTable.Slot,
    into matches: inout [NameMatch]
  ) {
    guard var form = slot.form, isEnd(end) else { return }
    let forms = index.forms
    while true {
      let isEqual = forms.withPattern(form) {
        text.equals($0, forms.cases[form], from: start, to: end)
      }
      if isEqual {
        matches.append(
          NameMatch(start: UInt32(start), end: UInt32(end), entry: forms.entries[form])
        )
      }
      if forms.next[form] == 0 { return }
      form = Int(forms.next[form]) - 1
    }
  }

  private func isEnd(_ i: Int) -> Bool {
    text.isBoundary(i) || index.rules.allowsPossessive && text.isPossessive(i)
  }
}
