import Foundation
import GalleyKit
import GalleyTesting
import Patterns
import Testing

/// The whole stage against a matcher without any cleverness, on random lists, options and texts.
///
/// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
final class GazetteerDifferentialTests: GazetteerTrial {
  private static let environment = ProcessInfo.processInfo.environment
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  @Test func `marks what the options say, and nothing else`() throws {
    let end = Date().addingTimeInterval(seconds)
    var (cases, hits) = (0, 0)
    var seed = seed
    repeat {
      var random = RandomGazetteer(random: SplitMix(state: seed))
      let gazetteer = random.gazetteer()
      let lines = gazetteer.names.enumerated().map { "\($1)\t\($0)" }
      let names = try list((["name\tid"] + lines).joined(separator: "\n"))
      let stage = try run([names], gazetteer.options)
      for _ in 0..<20 {
        let text = random.text(gazetteer.names)
        let found = try stage.process(TestDocument(text)).annotations.map {
          NaiveGazetteer.Found(
            start: Int($0.span.start),
            end: Int($0.span.end),
            id: $0.features["id"].flatMap { if case .text(let id) = $0 { id } else { nil } } ?? ""
          )
        }
        let expected = gazetteer.found(in: text)
        #expect(
          Set(found) == Set(expected) && found.count == expected.count,
          "seed \(seed): \(gazetteer) in \(text.debugDescription)"
        )
        if Set(found) != Set(expected) { return }
        cases += 1
        hits += found.count
      }
      seed += 1
    } while Date() < end
    #expect(hits > cases / 3, "\(hits) matches in \(cases) cases")
    print("stages: \(cases) cases, \(hits) matches")
  }
}

/// Names with options, looked up one by one at every place of a text of ASCII.
struct NaiveGazetteer {
  struct Found: Hashable {
    var start: Int
    var end: Int
    var id: String
  }

  var names: [String]
  var letters = "exact"
  var normalize = ["spaces"]
  var isPossessive = true
  var isPlural = false
  var minLength = 1
  var stop: [String] = []
  var overlap = "longest"

  var options: [String: JSONValue] {
    [
      "case": .text(letters), "normalize": .list(normalize.map { .text($0) }),
      "possessive": .flag(isPossessive), "plural": .flag(isPlural),
      "min_length": .integer(Int64(minLength)), "stop": .list(stop.map { .text($0) }),
      "overlap": .text(overlap),
    ]
  }

  func found(in text: String) -> [Found] {
    let text = Array(text.utf8)
    var all: [Found] = []
    for start in text.indices where !isBlank(text[start]) && isBoundary(start, text) {
      for end in start + 1..<text.count + 1 where !isBlank(text[end - 1]) && isEnd(end, text) {
        for (id, name) in names.enumerated() where matches(name, text[start..<end]) {
          all.append(Found(start: start, end: end, id: "\(id)"))
        }
      }
    }
    return overlap == "all" ? all : longest(all)
  }

  private func longest(_ all: [Found]) -> [Found] {
    var kept: [Found] = []
    for found in all.sorted(by: { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }) {
      let isFree = kept.allSatisfy { other in
        found.end <= other.start || other.end <= found.start
          || (found.start, found.end) == (other.start, other.end)
      }
      if isFree { kept.append(found) }
    }
    return kept
  }

  private func matches(_ name: String, _ text: ArraySlice<UInt8>) -> Bool {
    if name.count < minLength || stop.contains(name) { return false }
    guard let text = spaced(text, isText: true) else { return false }
    let isFolded =
      letters == "folded"
      || letters == "smart" && (name.uppercased() != name || name.lowercased() == name)
    return variants(of: name).contains { variant in
      guard let variant = spaced(Array(variant.utf8)[...], isText: false) else { return false }
      return variant.count == text.count
        && zip(variant, text).allSatisfy { name, text in
          name == text || isFolded && small(name) == small(text)
            || letters == "capitals" && name == small(text)
        }
    }
  }

  private func variants(of name: String) -> [String] {
    guard isPlural, let last = name.lowercased().last, last.isLetter else { return [name] }
    let ending = name.lowercased().suffix(2)
    if "sxz".contains(last) || ending == "ch" || ending == "sh" { return [name, name + "es"] }
    let isAfterVowel = ending.count == 2 && "aeiou".contains(ending.first ?? " ")
    let ies = last == "y" && !isAfterVowel ? ["\(name.dropLast())ies"] : []
    return [name, name + "s"] + ies
  }

  /// With one blank for each run of what counts as white space; nil when a paragraph ends in one.
  private func spaced(_ text: ArraySlice<UInt8>, isText: Bool) -> [UInt8]? {
    var spaced: [UInt8] = []
    var lineEnds = 0
    for byte in text {
      if isBlank(byte) {
        lineEnds += byte == 0x0A ? 1 : 0
        if isText, lineEnds > 1 { return nil }
        if spaced.last != 0x20 { spaced.append(0x20) }
      } else {
        lineEnds = 0
        spaced.append(byte)
      }
    }
    return spaced
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "-") { return normalize.contains("hyphens") }
    return !normalize.isEmpty && (byte == 0x20 || byte == 0x0A)
  }

  private func isEnd(_ i: Int, _ text: [UInt8]) -> Bool {
    if isBoundary(i, text) { return true }
    return isPossessive && text[i] == UInt8(ascii: "'") && small(text[i + 1]) == UInt8(ascii: "s")
      && isBoundary(i + 2, text)
  }

  private func isBoundary(_ i: Int, _ text: [UInt8]) -> Bool {
    guard i > 0, i < text.count else { return true }
    if isLetter(text[i]), isLetter(text[i - 1]) { return false }
    return !isApostrophe(i, text) && !isApostrophe(i - 1, text)
  }

  /// Whether an apostrophe between two letters stands at `i`.
  private func isApostrophe(_ i: Int, _ text: [UInt8]) -> Bool {
    text[i] == UInt8(ascii: "'") && i > 0 && i + 1 < text.count && isLetter(text[i - 1])
      && isLetter(text[i + 1])
  }

  private func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= small(byte) }
  private func small(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}

/// Gazetteers and texts of few pieces, so that names come up again.
struct RandomGazetteer {
  var random: SplitMix

  private static let words = [
    "a", "b", "A", "B", "ab", "Ab", "AB", "boy", "Boy", "sky", "box", "Wish", "US", "us", "ss",
    "so",
  ]

  mutating func gazetteer() -> NaiveGazetteer {
    let names = (0..<Int.random(in: 1...6, using: &random)).map { _ in name() }
    var gazetteer = NaiveGazetteer(names: names)
    gazetteer.letters = pick(["exact", "capitals", "smart", "folded"])
    gazetteer.normalize = pick([[], ["spaces"], ["spaces"], ["spaces", "hyphens"], ["hyphens"]])
    gazetteer.isPossessive = pick([true, false])
    gazetteer.isPlural = pick([true, false])
    gazetteer.minLength = pick([1, 1, 2, 3])
    gazetteer.stop = pick([[], [], [pick(names)]])
    gazetteer.overlap = pick(["longest", "all"])
    return gazetteer
  }

  mutating func text(_ names: [String]) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      text += pick([varied(pick(names)), varied(pick(names)), pick(Self.words)])
      text += pick(["", "", "s", "es", "'s", "'S", "x"])
      text += pick([" ", " ", " ", "-", "\n", "\n\n", ", ", "  ", ""])
    }
    return text
  }

  private mutating func name() -> String {
    let words = (0..<pick([1, 1, 2, 3])).map { _ in pick(Self.words) }
    return words.joined(separator: pick([" ", " ", "-"]))
  }

  private mutating func varied(_ name: String) -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: name.uppercased()
    case 1: name.lowercased()
    case 2: name.replacing(" ", with: "\n")
    case 3: name.replacing(" ", with: "-")
    case 4: name.hasSuffix("y") ? "\(name.dropLast())ies" : name
    default: name
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }
}
