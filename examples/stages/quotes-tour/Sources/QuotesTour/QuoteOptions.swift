import GalleyKit

/// One option of each kind.
struct QuoteOptions: StageOptions {
  @Setting("Shortest quotation.", unit: "tokens", in: 1...1000) var shortest = 1
  @Setting("Largest part of the text that one quotation may be.", in: 0...1) var largestShare = 1.0
  @Setting("Whether quotations without a verb of speech are left out.") var needsCue = false
  @Setting("How 'opening' is written.") var opening = LetterCase.lower
  @Setting("Verbs of speech.", example: ["said", "sagte"]) var verbs = ["said", "says"]
  @Setting("Verbs by what to note for them.") var lemmas = ["said": "say", "says": "say"]
  @Setting("File with more verbs, one on each line.") var verbFile: FilePath? = nil
  @Setting("Longest quotation.", unit: "bytes") var longest = ByteCount(10_240)
  @Setting("Pairs of marks.") var marks = [QuoteMarks()]

  init() {}
}

/// One of a list of words.
enum LetterCase: String, SettingChoice {
  case asWritten = "as-written"
  case lower
}

/// A record: options of its own.
struct QuoteMarks: SettingRecord {
  @Setting("Before the quotation.") var open = "\""
  @Setting("Behind it.") var close = "\""

  init() {}

  var isIncomplete: Bool { open.isEmpty || close.isEmpty }
}
