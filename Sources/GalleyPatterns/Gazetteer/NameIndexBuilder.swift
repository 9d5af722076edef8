/// Collects names and makes an index of them.
public struct NameIndexBuilder {
  /// The longest name, in UTF-8 bytes.
  public static let longestName = 1_000
  /// How many names that are compared alike one index may have.
  public static let mostAlike = 1_000
  /// How many names one index may have.
  public static let mostNames = 2_000_000
  /// How many words and signs the names of one index may have together.
  public static let mostWords = 10_000_000
  /// How many UTF-8 bytes, as they are compared.
  public static let mostBytes = 1 << 28

  /// How many names this one may have.
  var nameLimit = mostNames

  private let rules: NameRules
  private let tables: NameTables
  private var forms = NameForms()
  private var signs = [Bool](repeating: false, count: 256)
  /// Hashes of all beginnings of all names, each name's whole sequence last.
  private var hashes: [UInt64] = []
  /// How many of them each name has.
  private var counts: [UInt16] = []

  public init(_ rules: NameRules) {
    self.rules = rules
    tables = NameTables(rules)
  }

  public var count: Int { forms.count }

  /// Adds a name.
  ///
  /// - Parameters:
  ///   - name: valid UTF-8.
  ///   - letters: in which case its letters match; the rules must fold case unless it is `exact`.
  ///   - entry: what its matches are reported as.
  /// - Returns: why it was not added; nil when it was.
  public mutating func add(
    _ name: UnsafeBufferPointer<UInt8>,
    _ letters: NameCase,
    entry: UInt32
  ) -> NameProblem? {
    precondition(rules.foldsCase || letters == .exact, "the rules compare every name as written")
    if name.count > Self.longestName { return .tooLong }
    if forms.count == nameLimit { return .tooMany }
    if hashes.count > Self.mostWords || forms.patterns.count > Self.mostBytes { return .tooMuch }
    guard let base = name.baseAddress else { return .empty }
    let text = NameText(base: base, count: name.count, tables: tables)
    let span = text.trimmed
    guard !span.isEmpty else { return .empty }
    let trimmed = NameText(base: base + span.lowerBound, count: span.count, tables: tables)
    let start = forms.patterns.count
    trimmed.appendPattern(letters, to: &forms.patterns)
    let firstHash = hashes.count
    guard let words = appendHashes(of: trimmed) else {
      forms.patterns.removeLast(forms.patterns.count - start)
      hashes.removeLast(hashes.count - firstHash)
      return .empty
    }
    counts.append(words)
    forms.starts.append(UInt32(forms.patterns.count))
    forms.cases.append(letters)
    forms.entries.append(entry)
    forms.next.append(0)
    if trimmed.tables.kind(of: trimmed.scalar(at: 0).value) == CharacterKind.sign {
      markSigns([trimmed.base[0], forms.patterns[start]])
    }
    return nil
  }

  /// The index of the names added.
  ///
  /// - Throws: `TooManyAlike` when more names than allowed are compared alike.
  public consuming func build() throws(TooManyAlike) -> NameIndex {
    let sequences = SequenceTable(count: hashes.count)
    var (firsts, pairs) = (0, 0)
    var at = 0
    for form in 0..<forms.count {
      let count = Int(counts[form])
      for depth in 0..<count {
        let isNew: Bool
        if depth + 1 < count {
          isNew = sequences.insert(beginning: hashes[at + depth])
        } else {
          isNew = try insert(form, at: hashes[at + depth], into: sequences)
        }
        if isNew, depth == 0 { firsts += 1 }
        if isNew, depth == 1 { pairs += 1 }
      }
      at += count
    }
    let (firstWords, secondWords) = filters(firsts, pairs)
    return NameIndex(
      rules,
      tables,
      signs: signs,
      firstWords: firstWords,
      pairs: secondWords,
      sequences: sequences,
      forms: forms
    )
  }

  private func filters(_ firsts: Int, _ pairs: Int) -> (BitFilter, BitFilter) {
    let firstWords = BitFilter(count: firsts)
    let secondWords = BitFilter(count: pairs)
    var at = 0
    for count in counts {
      firstWords.insert(hashes[at], bits: count == 1 ? 1 : 2)
      if count > 1 { secondWords.insert(hashes[at + 1], bits: 1) }
      at += Int(count)
    }
    return (firstWords, secondWords)
  }

  private mutating func insert(
    _ form: Int,
    at hash: UInt64,
    into sequences: SequenceTable
  ) throws(TooManyAlike) -> Bool {
    let (before, isNew) = sequences.insert(form: form, at: hash)
    guard let before else { return isNew }
    forms.next[form] = UInt32(before + 1)
    var alike = 1
    var other = before
    while true {
      alike += 1
      if alike > Self.mostAlike {
        sequences.deallocate()
        throw TooManyAlike(entry: forms.entries[form])
      }
      if forms.next[other] == 0 { return isNew }
      other = Int(forms.next[other]) - 1
    }
  }

  /// Appends the hashes of the beginnings of a name.
  ///
  /// - Returns: how many; nil when a word of accents alone is compared as nothing.
  private mutating func appendHashes(of name: NameText) -> UInt16? {
    var i = 0
    var count: UInt16 = 0
    var sequence: UInt64 = 0
    while i < name.count {
      var isApart = false
      while i < name.count {
        let next = name.scalar(at: i)
        guard tables.kind(of: next.value) == CharacterKind.space else { break }
        isApart = true
        i += next.length
      }
      let start = i
      let word = name.readWord(&i)
      if word == NameHash().word, name.isNothing(start..<i) { return nil }
      sequence = count == 0 ? word : NameHash.joined(sequence, word, isApart: isApart)
      hashes.append(sequence)
      count += 1
    }
    return count
  }

  /// Notes the bytes with which the first sign of a name may begin.
  private mutating func markSigns(_ firstBytes: [UInt8]) {
    // Signs that are the same, as curled and straight apostrophes, begin with other bytes.
    for byte in firstBytes + [0x27, 0x2D, 0xE2] { signs[Int(byte)] = true }
  }
}

/// Why a name cannot be looked up.
public enum NameProblem: Error, Equatable, Sendable {
  /// Nothing is left of it, or of a word of it, to compare.
  case empty
  case tooLong
  case tooMany
  /// All names together are too long.
  case tooMuch
}

/// More names are compared alike than an index may have.
public struct TooManyAlike: Error {
  /// What the one too many was added as.
  public var entry: UInt32
}

extension NameText {
  /// The text without white space around it.
  fileprivate var trimmed: Range<Int> {
    var start = 0
    while start < count {
      let next = scalar(at: start)
      guard isBlank(next.value) else { break }
      start += next.length
    }
    var end = count
    while end > start {
      let last = scalar(before: end)
      guard isBlank(last.value) else { break }
      end -= last.length
    }
    return start..<end
  }

  /// Whether nothing of a word is compared.
  fileprivate func isNothing(_ word: Range<Int>) -> Bool {
    var i = word.lowerBound
    while i < word.upperBound {
      let next = scalar(at: i)
      guard tables.exact.bytes(for: next.value)?.isEmpty == true else { return false }
      i += next.length
    }
    return true
  }

  /// White space by the rules or not.
  private func isBlank(_ scalar: UInt32) -> Bool {
    tables.kind(of: scalar) == CharacterKind.space
      || scalar < CharacterKind.tableEnd && CharacterKind.table[Int(scalar)] == CharacterKind.space
  }
}
