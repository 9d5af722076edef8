import Foundation
import GalleyKit
import GalleyTesting
import Testing

/// Random patterns, whole and damaged: read, or refused with a place inside of them.
@Suite struct RuleFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  private static let pieces = [
    "a", "b", "\"a b\"", "[]", "[lower=a]", "[text ~ /b+/i]", "[!number & (lower=a | letters)]",
    "[lower in (a, \"b\")]", "Person", "Person[age>=3]", "Person within Zone", "not within Zone",
    "@x:a", "@x:(a b)", "(", ")", "(?=", "(?!", "(?<=", "(?<!", "|", "?", "*", "+", "{1,2}", "??",
    "{", "}", "$d", "$l", "[", "]", "&", "!", "~", "/", "\"", "\\", "@", ":", "é", "\u{1F600}", " ",
    "within", "in", "=", "<",
  ]

  @Test func `reads or refuses`() throws {
    var rules = RandomRules(random: SplitMix(state: seed))
    let end = Date().addingTimeInterval(seconds)
    var tried = 0
    var accepted = 0
    repeat {
      var pattern = rules.pattern().text
      for _ in 0..<rules.pick([0, 0, 1, 2]) {
        var scalars = Array(pattern.unicodeScalars)
        let place = rules.pick(Array(0...scalars.count))
        if rules.chance(2), place < scalars.count {
          scalars.remove(at: place)
        } else {
          scalars.insert(contentsOf: rules.pick(Self.pieces).unicodeScalars, at: place)
        }
        pattern = String(String.UnicodeScalarView(scalars))
      }
      let problems = try RuleBench.problems(
        [RuleBench.rule(pattern, ["emit": ["Found": [:]]])],
        ["defs": ["d": "a b?"], "lists": ["l": ["words": ["a"], "file": nil]]]
      )
      let errors = problems.filter { $0.severity == .error }
      #expect(
        errors.allSatisfy { $0.place == "/rules/0/match" && !$0.message.isEmpty },
        "\(pattern)"
      )
      tried += 1
      if errors.isEmpty { accepted += 1 }
    } while Date() < end
    #expect(accepted * 5 >= tried && accepted < tried, "\(accepted) of \(tried) were read")
  }
}
