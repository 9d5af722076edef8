/// What each scalar of the Basic Multilingual Plane is to the search for a language.
struct LetterTable: Sendable {
  /// Stands between words; no letter.
  static let boundary: UInt16 = 0x20
  /// Joins parts of a word, as in `l'eau`; never its first or last sign.
  static let joiner: UInt16 = 0x27
  /// Neither a letter nor the end of a word: marks of accents, soft hyphens, signs without width.
  static let ignored: UInt16 = 1

  /// By scalar: the letter in lower case, a sign above, or 0 for the end of a word.
  private(set) var letters = [UInt16](repeating: 0, count: 0x1_0000)
  /// By scalar: index into `weights` of its script.
  private(set) var scripts = [UInt8](repeating: 0, count: 0x1_0000)
  /// By script: how many letters of an alphabet one of its signs stands for.
  private(set) var weights: [Int32] = []

  init(_ scripts: ScriptList) {
    for (number, script) in scripts.scripts.enumerated() {
      weights.append(script.weight)
      for range in script.ranges {
        for value in range { add(value, of: UInt8(number)) }
      }
    }
    for value in [0xAD] + Array(0x300...0x36F) + Array(0x200B...0x200F) + [0x2060, 0xFE0F, 0xFEFF] {
      letters[value] = Self.ignored
    }
    for value in [0x27, 0xB7, 0x2BC, 0x2019] { letters[value] = Self.joiner }
  }

  private mutating func add(_ value: UInt32, of script: UInt8) {
    guard let scalar = Unicode.Scalar(value) else { return }
    let properties = scalar.properties
    // Points and vowel signs of Hebrew and Arabic are left out in most texts, so in all.
    if properties.generalCategory == .nonspacingMark, value < 0x900 {
      letters[Int(value)] = Self.ignored
      return
    }
    guard properties.isAlphabetic || properties.generalCategory == .nonspacingMark else { return }
    let lower =
      properties.changesWhenLowercased
      ? properties.lowercaseMapping.unicodeScalars.first : scalar
    letters[Int(value)] = UInt16(truncatingIfNeeded: lower?.value ?? value)
    scripts[Int(value)] = script
  }
}
