import GalleyLearning

/// What a word says about itself, wherever it stands: answers that features are made of.
struct WordTraits {
  /// Hash of its bytes.
  var form: UInt64 = 0
  /// Hash of its bytes in lower case.
  var lower: UInt64 = 0
  /// Its letters as `X`, `x`, its digits as `d`, at most two of a kind in a row.
  var shape: UInt64 = 0
  /// The first two signs of the shape.
  var start: UInt64 = 0
  /// Its last two and three characters in lower case.
  var ending2: UInt64 = 0
  var ending3: UInt64 = 0
  /// What the lexicon says it is.
  var kinds: UInt64 = 0
  /// How common the lexicon says it is.
  var rank: UInt64 = 0
  /// The labels it had in training; of rare words what they look like.
  var habit: UInt64 = 0
  var looks: Looks = []

  /// What counts in a sentence or document.
  struct Looks: OptionSet {
    let rawValue: UInt8
    /// Begins with a letter.
    static let letter = Looks(rawValue: 1)
    /// Begins with a capital.
    static let capitalised = Looks(rawValue: 2)
    /// Two characters or more, none of them a small letter, the first a letter.
    static let allCapitals = Looks(rawValue: 4)
    /// Is the same in lower case.
    static let small = Looks(rawValue: 8)
  }

  /// What stands where the sentence is over.
  static let outside: WordTraits = {
    var traits = WordTraits()
    let edge = FeatureHash.of("</s>".utf8)
    traits.form = edge
    traits.lower = edge
    traits.shape = edge
    traits.start = edge
    traits.ending2 = edge
    traits.ending3 = edge
    traits.kinds = edge
    traits.rank = edge
    traits.habit = edge
    return traits
  }()
}
