/// What speaks for which language in a stretch of text.
struct LanguageTally {
  /// Of words that begin with a capital: names say less, so these count half.
  private var capitalised: [Int32]
  private(set) var scores: [Int32]
  /// By script: letters, in halves, those of capitalised words one half each.
  private(set) var halves: [Int32]
  private(set) var allHalves: Int32 = 0
  /// Whether there is a word that begins without a capital.
  private(set) var hasSmallWords = false

  init(_ model: LanguageModel) {
    scores = Array(repeating: 0, count: model.scoreCount)
    capitalised = scores
    halves = Array(repeating: 0, count: model.groups.count)
  }

  mutating func removeAll() {
    for i in scores.indices { scores[i] = 0 }
    for i in halves.indices { halves[i] = 0 }
    allHalves = 0
    hasSmallWords = false
  }

  /// Counts a word; `letters` begins and ends with a boundary.
  mutating func add(
    _ word: LetterColumn.Word,
    _ letters: UnsafeBufferPointer<UInt16>,
    _ model: LanguageModel
  ) {
    let script = Int(word.script)
    let count = Int32(word.end - word.start) * model.table.weights[script]
    let counted = word.isCapitalised ? count : 2 * count
    halves[script] += counted
    allHalves += counted
    hasSmallWords = hasSmallWords || !word.isCapitalised
    guard let group = model.groups[script] else { return }
    if word.isCapitalised {
      Self.add(letters, group.scores, model, to: &capitalised)
    } else {
      Self.add(letters, group.scores, model, to: &scores)
    }
  }

  private static func add(
    _ letters: UnsafeBufferPointer<UInt16>,
    _ range: Range<Int>,
    _ model: LanguageModel,
    to scores: inout [Int32]
  ) {
    scores.withUnsafeMutableBytes { bytes in
      guard let first = bytes.baseAddress else { return }
      model.add(letters, to: first + 4 * range.lowerBound, count: range.count)
    }
  }

  /// Brings what capitalised words said under the other scores.
  mutating func settle() {
    for i in scores.indices {
      scores[i] += capitalised[i] / 2
      capitalised[i] = 0
    }
  }
}
