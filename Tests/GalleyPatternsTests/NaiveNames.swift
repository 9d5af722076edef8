import Foundation
@testable import GalleyPatterns

/// Looks names up place by place and name by name, as the rules say and no faster.
struct NaiveNames {
  struct Name {
    var text: String
    var letters: NameCase
    /// Whether nothing is left of one of its words.
    var isRefused = false
  }

  let rules: NameRules
  let names: [Name]

  /// All matches in UTF-8 offsets; entries are numbers of names.
  func matches(in text: String) -> Set<NameMatch> {
    let scalars = Array(text.unicodeScalars)
    var offsets = [0]
    for scalar in scalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
    let boundaries = (0...scalars.count).map { isBoundary($0, scalars) }
    let wanted = names.map { trimmed(Array($0.text.unicodeScalars)) }
    var found: Set<NameMatch> = []
    for start in scalars.indices where boundaries[start] && !isSpace(scalars[start]) {
      for end in start + 1..<scalars.count + 1 {
        guard boundaries[end] || isPossessive(end, scalars), !isSpace(scalars[end - 1]) else {
          continue
        }
        for (entry, name) in wanted.enumerated() where !names[entry].isRefused {
          if isSame(scalars[start..<end], name[...], names[entry].letters) {
            found.insert(
              NameMatch(
                start: UInt32(offsets[start]),
                end: UInt32(offsets[end]),
                entry: UInt32(entry)
              )
            )
          }
        }
      }
    }
    return found
  }

  private func isSame(
    _ text: ArraySlice<Unicode.Scalar>,
    _ name: ArraySlice<Unicode.Scalar>,
    _ letters: NameCase
  ) -> Bool {
    if hasLoneMark(text) { return false }
    guard let spaced = singleSpaced(text, isText: true),
      let wanted = singleSpaced(name, isText: false)
    else { return false }
    if letters == .capitals {
      return isSameByCapitals(compared(spaced, .exact)[...], compared(wanted, .exact)[...])
    }
    return compared(spaced, letters) == compared(wanted, letters)
  }

  /// Whether accents stand for themselves between white space or signs: no name has such a word.
  private func hasLoneMark(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard rules.foldsDiacritics else { return false }
    var isLone = false
    var isAfterSpace = true
    for scalar in text {
      let isAccent = (0x300...0x36F).contains(scalar.value)
      if isAccent, isAfterSpace || isLone {
        isLone = true
      } else if isLone, !isLetter(scalar), !isDigit(scalar), !isMark(scalar) {
        return true
      } else {
        isLone = false
      }
      isAfterSpace = isSpace(scalar)
    }
    return isLone
  }

  /// With one blank for each run of white space; nil when a paragraph ends in one.
  private func singleSpaced(_ text: ArraySlice<Unicode.Scalar>, isText: Bool) -> [Unicode.Scalar]? {
    var spaced: [Unicode.Scalar] = []
    var run: [Unicode.Scalar] = []
    for scalar in text + ["\u{10FFFF}"] {
      if isSpace(scalar) {
        run.append(scalar)
        continue
      }
      if !run.isEmpty {
        let text = run.map(String.init).joined().replacing("\r\n", with: "\n")
        if isText, text.unicodeScalars.count(where: isLineEnd) > 1 { return nil }
        spaced.append(" ")
        run = []
      }
      spaced.append(scalar)
    }
    return spaced.dropLast()
  }

  /// Decomposed, with its signs and, when asked, letters folded.
  private func compared(_ text: [Unicode.Scalar], _ letters: NameCase) -> [Unicode.Scalar] {
    var decomposed = Self.decomposed(text.map(Self.sign))
    if letters == .folded {
      decomposed = Self.decomposed(
        decomposed.flatMap {
          (Self.specialFolds[$0] ?? $0.properties.lowercaseMapping).unicodeScalars
        }
      )
    }
    return rules.foldsDiacritics
      ? decomposed.filter { !(0x300...0x36F).contains($0.value) } : decomposed
  }

  private static func decomposed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let text = String(String.UnicodeScalarView(text))
    return Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2019}": "'"
    case "\u{2010}", "\u{2011}": "-"
    default: scalar
    }
  }

  /// Full case foldings that differ from the small letter, of CaseFolding.txt.
  private static let specialFolds: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "ss", "ſ": "s", "ς": "σ", "ﬁ": "fi", "ŉ": "\u{2BC}n", "µ": "μ",
  ]

  private func isSameByCapitals(
    _ text: ArraySlice<Unicode.Scalar>,
    _ name: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let first = text.first else { return name.isEmpty }
    guard let wanted = name.first else { return false }
    let isSame = first == wanted || first.properties.lowercaseMapping == String(wanted)
    return isSame && isSameByCapitals(text.dropFirst(), name.dropFirst())
  }
}

/// Characters.
extension NaiveNames {
  private func trimmed(_ name: [Unicode.Scalar]) -> [Unicode.Scalar] {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || isSpace(scalar)
    }
    return Array(name.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if rules.foldsHyphens, "-\u{2010}\u{2011}\u{2012}\u{2013}".unicodeScalars.contains(scalar) {
      return true
    }
    return rules.foldsSpaces && scalar.properties.isWhitespace
  }

  private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    "\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
      || scalar.properties.generalCategory == .otherNumber
  }

  private func isAlone(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || (0x0E00...0x0EFF).contains(scalar.value)
      || (0x3041...0x309F).contains(scalar.value)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.properties.isAlphabetic || scalar == "_") && !isMark(scalar) && !isAlone(scalar)
  }

  private func isBoundary(_ i: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard i > 0, i < text.count else { return true }
    let (before, after) = (text[i - 1], text[i])
    if isMark(after) { return isSpace(before) }
    func isInWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || isDigit(scalar) }
    if isInWord(after) {
      return !isInWord(before) && !isMark(before) && !isJoint(i - 1, text)
    }
    return !isJoint(i, text)
  }

  private func isJoint(_ i: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard i > 0, i + 1 < text.count else { return false }
    let (before, after) = (text[i - 1], text[i + 1])
    let joinsLetters = "'\u{2019}.\u{B7}".unicodeScalars.contains(text[i])
    let joinsDigits = "'\u{2019}.,;".unicodeScalars.contains(text[i])
    return joinsLetters && (isLetter(before) || isMark(before)) && isLetter(after)
      || joinsDigits && isDigit(before) && isDigit(after)
  }

  private func isPossessive(_ i: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard rules.allowsPossessive, i + 1 < text.count else { return false }
    return (text[i] == "'" || text[i] == "\u{2019}") && (text[i + 1] == "s" || text[i + 1] == "S")
      && isBoundary(i + 2, text)
  }
}
