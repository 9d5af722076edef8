import Foundation
import TestCommands

/// Texts made of the words of the tables and rules, of digits, signs and odd characters.
struct RandomTimes {
  private var random: SplitMix
  private let words: [String]

  private static let pieces = [
    "1", "2", "3", "11", "12", "16", "29", "30", "31", "05", "007", "1989", "2023", "2024", "0000",
    "9999", "99999999999999999999", "1990", "90", "'90s", "10:30", "25:99", "0915", "24:00",
    "2023-11-16", "2023-02-30", "2023-W53", "2023-W53-7", "10/27/23", "31.12.2024", "1.5", "2,000",
    "1/2", ".", ",", ":", "-", "–", "/", "(", ")", "'", "’", "\"", "%", "$", "#", "+", "st", "nd",
    "th", "s", "\n", "\n\n", "\r\n", "\t", "\u{A0}", "\u{2003}", "\u{200B}", "é", "ß", "İ", "ı",
    "ſ",
    "K", "١٢", "２０２３", "👩🏽‍🚀", "e\u{301}", "Sept\u{301}", "\u{0}", "\u{FEFF}", "中旬",
  ]
  private static let blanks = ["", "", " ", " ", " ", " ", "-", "\n", "  ", "\u{A0}"]

  init(seed: UInt64, folder: String) {
    random = SplitMix(state: seed)
    words = Self.words(of: folder)
  }

  /// Whatever is a word in the data files of a language, each once.
  private static func words(of folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let texts = files.sorted().compactMap {
      try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    let words = texts.flatMap {
      $0.split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
    }
    return Set(words).sorted()
  }

  mutating func text() -> String {
    if chance(12) { return String(repeating: piece() + blank(), count: pick([100, 700, 3_000])) }
    return (0..<pick([1, 3, 10, 40, 150])).map { _ in piece() + blank() }.joined()
  }

  private mutating func piece() -> String {
    if chance(3) { return pick(Self.pieces) }
    let word = pick(words)
    switch pick([0, 0, 0, 1, 2]) {
    case 1: return word.uppercased()
    case 2: return word.capitalized
    default: return word
    }
  }

  private mutating func blank() -> String { pick(Self.blanks) }

  mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}

/// Random numbers that are the same for the same seed.
///
/// SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// How long and from where: `GALLEY_FUZZ_SECONDS` (default 2 for each test), `GALLEY_FUZZ_SEED`.
enum Fuzzing {
  private static let environment = ProcessInfo.processInfo.environment
  static let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  static let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
  static var end: Date { Date(timeIntervalSinceNow: seconds) }
}
