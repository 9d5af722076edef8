import Foundation

/// Finds the language most of a text is written in.
///
/// The script is the one most letters are of; the language is that of this script with the highest
/// score. Method: naive Bayes over letter sequences, after T. Dunning, *Statistical Identification
/// of Language* (1994), with word boundaries as in W. B. Cavnar and J. M. Trenkle, *N-Gram-Based Text
/// Categorization* (1994), and scripts told apart first.
struct LanguageDetector: Sendable {
  struct Finding: Equatable {
    var code: String
    /// Which part of the letters stands in stretches whose language by themselves is this.
    var share: Double
  }

  /// The words of one document and what they say.
  struct Scratch {
    fileprivate var column = LetterColumn()
    fileprivate var stretch: LanguageTally
    fileprivate var totals: [Int64]
    fileprivate var halves: [Int64]
    fileprivate var hasSmallWords = false
    /// By language: letters, in halves, of the stretches in it.
    fileprivate var shares: [Int64]
  }

  /// Letters a stretch has at least, but for the last one.
  static let stretch: Int32 = 80
  /// How much the best language must be ahead of the mean of the others of its script, in natural
  /// logarithms: this times the logarithm of their number, which is what it takes to choose one.
  static let leastLead = 3.3
  /// The same for what may be nothing but a name: few words, none without a capital.
  static let leastLeadOfName = 7.5
  /// Words of the longest name.
  static let longestName = 3
  /// The same for each sign: letters thrown together lead nowhere.
  static let leastLeadPerSign = 0.12

  let model: LanguageModel
  /// Those a document can be found to be in.
  private let isCandidate: [Bool]
  /// Fewest letters that say anything.
  private let minimum: Int
  /// Bytes looked at of a longer text.
  private let sample: Int

  init(_ model: LanguageModel, languages: [String], minimum: Int, sample: Int) {
    self.model = model
    isCandidate = model.codes.map { languages.isEmpty || languages.contains($0) }
    self.minimum = minimum
    self.sample = sample
  }

  func makeScratch() -> Scratch {
    Scratch(
      stretch: LanguageTally(model),
      totals: Array(repeating: 0, count: model.scoreCount),
      halves: Array(repeating: 0, count: model.groups.count),
      shares: Array(repeating: 0, count: model.codes.count)
    )
  }

  /// The language of a text, nil when there is too little evidence of any.
  func detect(_ text: UnsafeBufferPointer<UInt8>, _ scratch: inout Scratch) -> Finding? {
    scratch.column.removeAll()
    for window in TextSample.windows(of: text, atMost: sample) {
      scratch.column.append(UnsafeBufferPointer(rebasing: text[window]), model.table)
    }
    addUp(&scratch)
    let all = scratch.halves.reduce(0, +)
    let mayBeName = !scratch.hasSmallWords && scratch.column.words.count <= Self.longestName
    guard let best = best(scratch.totals, scratch.halves),
      isEnough(best, letters: Double(scratch.halves[best.script]) / 2, mayBeName: mayBeName)
    else { return nil }
    let share = Double(scratch.shares[best.language]) / Double(all)
    return Finding(code: model.codes[best.language], share: (share * 100).rounded() / 100)
  }

  private func addUp(_ scratch: inout Scratch) {
    for i in scratch.totals.indices { scratch.totals[i] = 0 }
    for i in scratch.halves.indices { scratch.halves[i] = 0 }
    for i in scratch.shares.indices { scratch.shares[i] = 0 }
    scratch.hasSmallWords = false
    scratch.stretch.removeAll()
    scratch.column.letters.withUnsafeBufferPointer { letters in
      for word in scratch.column.words {
        scratch.stretch.add(word, .init(rebasing: letters[(word.start - 1)...word.end]), model)
        if scratch.stretch.allHalves >= 2 * Self.stretch { close(&scratch) }
      }
    }
    close(&scratch)
  }

  /// Ends a stretch: it goes into the sums and under its own language.
  private func close(_ scratch: inout Scratch) {
    scratch.stretch.settle()
    for i in scratch.totals.indices { scratch.totals[i] += Int64(scratch.stretch.scores[i]) }
    for i in scratch.halves.indices { scratch.halves[i] += Int64(scratch.stretch.halves[i]) }
    scratch.hasSmallWords = scratch.hasSmallWords || scratch.stretch.hasSmallWords
    if let best = best(scratch.stretch.scores, scratch.stretch.halves) {
      scratch.shares[best.language] += Int64(scratch.stretch.allHalves)
    }
    scratch.stretch.removeAll()
  }

  private struct Best {
    var script: Int
    var language: Int
    /// Score above the mean of the other languages of the script, in natural logarithms.
    var lead: Double
    /// How many languages there are of the script.
    var rivals: Int
  }

  private func best<Count: FixedWidthInteger>(_ scores: [Count], _ halves: [Count]) -> Best? {
    var script = 0
    for i in halves.indices where halves[i] > halves[script] { script = i }
    guard halves.indices.contains(script), halves[script] > 0, let group = model.groups[script]
    else { return nil }
    var best: Int?
    var highest: Count = 0
    var sum = 0.0
    for language in group.languages {
      let score = scores[group.scores.lowerBound + language - group.languages.lowerBound]
      sum += Double(score)
      guard isCandidate[language], best == nil || score > highest else { continue }
      best = language
      highest = score
    }
    guard let best else { return nil }
    let others = group.languages.count - 1
    let mean = others > 0 ? (sum - Double(highest)) / Double(others) : 0
    return Best(
      script: script,
      language: best,
      lead: (Double(highest) - mean) / LanguageModel.scale,
      rivals: group.languages.count
    )
  }

  private func isEnough(_ best: Best, letters: Double, mayBeName: Bool) -> Bool {
    let needed = log(Double(best.rivals))
    let least = mayBeName ? Self.leastLeadOfName : Self.leastLead
    let signs = letters / Double(model.table.weights[best.script])
    return letters >= Double(minimum) && best.lead >= least * needed
      && best.lead >= Self.leastLeadPerSign * needed * signs
  }
}
