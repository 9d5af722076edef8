import Foundation
import GalleyKit
import GalleyTesting
import Testing

@testable import Time

/// Random tables, patterns and rules, whole and damaged: compiled, or refused at what is wrong.
@Suite struct TimeRuleFuzzTests {
  private static let words = ["mai", "juni", "l[aeo]ng", "x", "1st", "a b", "ü", "a|b", "(?i)q"]
  private static let values = ["01", "2", "X", "SU", "-1", "week", "12-25", "", "APPROX", "P1D"]
  private static let matches = [
    "{month}", "{unit}", "{number}", "{day}", "{month:second}", "(?:{day} )?", "{week}?", "the ",
    " of ", "ago", "(?=", ")", "|", "[a-c ]", "(?<!x )", "\\d+", "\\p{Lu}", "\\x{41}", "{", "}",
    "é",
    "(?-i:X)", "{2,3}", ".", "*", "\\", "in ",
  ]
  private static let templates = [
    "XXXX-{month}-{day|2}", "P{number|numeral}{unit}", "@week-1", "@{week}{unit}", "{day?X}",
    "2023-{month}", "<XXXX-05", "T{day|2}:30", "PAST_REF", "{", "}", "{|}", "{month|2|3}",
    "Q{unit}",
    "{number|nothing}", "{second}", "16 May", "@day+{number|numeral}", "",
  ]
  private static let damage = ["{", "}", "(", ")", "[", "\\", "|", "?", ":", "<", "\u{301}", "0"]

  @Test func `rules are compiled or refused`() throws {
    var random = RandomTimes(seed: Fuzzing.seed, folder: "")
    let end = Fuzzing.end
    var tried = 0
    var accepted = 0
    repeat {
      let options = Self.options(&random)
      let problems = try StageRun.problems(
        of: .document(TimexStage.self),
        options: options,
        resourceFolder: PluginFolder.path
      )
      for problem in problems {
        #expect(!problem.message.isEmpty && !problem.fix.isEmpty, "\(options)")
        #expect(["/words", "/patterns", "/rules"].contains { problem.place.hasPrefix($0) })
      }
      tried += 1
      guard problems.isEmpty else { continue }
      accepted += 1
      let text = "in mai 2 weeks ago, juni 12 the l\u{E4}ng a b of x 1st x"
      let document = TestDocument(text, metadata: ["published": "2023-11-15"])
      let outcome = try TimexStageTests.run(options).process([document])[0]
      // A rule may backtrack without end; that is told, and the run goes on.
      if case .failure(let failure) = outcome { #expect(failure.code == "match-limit") }
    } while Date() < end
    #expect(accepted * 5 >= tried && accepted < tried, "\(accepted) of \(tried) were compiled")
  }

  private static func options(_ random: inout RandomTimes) -> [String: JSONValue] {
    func table(_ random: inout RandomTimes) -> JSONValue {
      let entries = (0..<random.number(1...3)).map { _ in
        (random.pick(words), JSONValue.text(random.pick(values)))
      }
      return .object(Dictionary(entries, uniquingKeysWith: { first, _ in first }))
    }
    return [
      "language": "none",
      "words": [
        "month": table(&random), "unit": ["weeks?": "W", "days?": "D"], "week": table(&random),
        "numeral": ["one": 1, "x": "X"],
      ],
      "patterns": [
        "day": #"(?:3[01]|[12]\d|[1-9])"#,
        "number": .text(random.pick([#"\d+"#, "{day}|one", "x"])),
      ],
      "rules": .list((0..<random.number(1...2)).map { rule($0, &random) }),
    ]
  }

  private static func rule(_ number: Int, _ random: inout RandomTimes) -> JSONValue {
    // Most of them from a grammar of rules that are well, the others of any pieces.
    var (match, value) =
      !random.chance(4)
      ? random.pick([
        ("{day} {month}", "XXXX-{month}-{day|2}"), ("{number} {unit}", "P{number|numeral}{unit}"),
        ("(?:in )?{month}", "2023"), ("the {week}|{day}", "@week-1"), ("ago", "PAST_REF"),
      ])
      : (
        (0..<random.number(1...4)).map { _ in random.pick(matches) }.joined(),
        random.pick(templates)
      )
    if random.chance(6) { match = damaged(match, &random) }
    if random.chance(6) { value = damaged(value, &random) }
    return [
      "name": .text("rule\(random.chance(9) ? 0 : number)"),
      "class": .text(random.pick(["date", "time", "duration", "set", "none", "cue"])),
      "match": .text(match), "value": .text(value),
      "mod": .text(random.pick(["", "", "", "APPROX", "APPROX", "ABOUT"])),
    ]
  }

  private static func damaged(_ text: String, _ random: inout RandomTimes) -> String {
    var scalars = Array(text.unicodeScalars)
    let place = random.number(0...scalars.count)
    if random.chance(2), place < scalars.count {
      scalars.remove(at: place)
    } else {
      scalars.insert(contentsOf: random.pick(damage).unicodeScalars, at: place)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
