import Foundation
import GalleyKit
import GalleyTesting
import Testing

/// Random rules over random documents find what a naive matcher finds.
///
/// `GALLEY_FUZZ_SECONDS` says how long to try, `GALLEY_FUZZ_SEED` where to begin.
@Suite struct RuleDifferentialTests {
  private static let environment = ProcessInfo.processInfo.environment
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  @Test func `finds what plain backtracking finds`() throws {
    var rules = RandomRules(random: SplitMix(state: seed))
    let end = Date().addingTimeInterval(seconds)
    var compared = 0
    var found = 0
    repeat {
      let hides = rules.chance(3)
      let patterns = (0..<8).map { _ in rules.pattern() }
      let run = try RuleBench.run(
        patterns.enumerated().map { Self.rule($0.element, $0.offset) },
        ["conflict": "all", "skip": hides ? ["[text=\",\"]"] : []]
      )
      for _ in 0..<8 {
        let document = rules.document(hidesCommas: hides)
        let result = try run.process(
          TestDocument(document.text, annotations: document.annotations)
        )
        for (number, pattern) in patterns.enumerated() {
          guard let wanted = PlainMatcher(document).matches(of: pattern) else { continue }
          let made = Self.matches(of: number, in: result)
          try #require(made == wanted, "\(pattern.text) over \(document)")
          compared += 1
          found += wanted.count
        }
      }
    } while Date() < end
    #expect(compared > 100 && found > 100)
    print("rules compared: \(compared) cases, \(found) matches")
  }

  private static func rule(_ pattern: PlainPattern, _ number: Int) -> JSONValue {
    let features: JSONValue = ["where": "@x", "places": "@x"]
    let emit: JSONValue = pattern.text.contains("@x:") ? ["Found": features] : ["Found": [:]]
    return RuleBench.rule(pattern.text, name: "r\(number)", ["emit": emit])
  }

  private static func matches(of rule: Int, in result: TestDocument) -> [PlainMatcher.Match] {
    result.annotations(of: "Found").filter { $0.rule == "r\(rule)" }.map { annotation in
      PlainMatcher.Match(
        span: annotation.span,
        captured: spans(annotation.features["places"]),
        whole: annotation.features["where"].map { spans([$0])[0] }
      )
    }
  }

  private static func spans(_ value: JSONValue?) -> [TextSpan] {
    guard case .list(let items)? = value else { return [] }
    return items.map { item in
      guard case .list(let ends) = item, case .integer(let start) = ends[0],
        case .integer(let end) = ends[1]
      else { preconditionFailure("a span is a list of two offsets") }
      return TextSpan(start: UInt32(start), end: UInt32(end))
    }
  }

  /// What a policy keeps, worked out by taking the best match that overlaps none taken before.
  @Test(arguments: ["longest", "first", "priority"])
  func `keeps what the policy says`(policy: String) throws {
    var rules = RandomRules(random: SplitMix(state: seed))
    let end = Date().addingTimeInterval(seconds / 2)
    repeat {
      let patterns = (0..<5).map { _ in rules.pattern() }
      let priorities = patterns.map { _ in rules.pick([0, 0, 1, 2]) }
      let written = patterns.enumerated().map { number, pattern in
        RuleBench.rule(
          pattern.text,
          name: "r\(number)",
          ["priority": .integer(Int64(priorities[number])), "emit": ["Found": [:]]]
        )
      }
      let all = try RuleBench.run(written, ["conflict": "all"])
      let some = try RuleBench.run(written, ["conflict": .text(policy)])
      for _ in 0..<4 {
        let document = rules.document(hidesCommas: false)
        let given = TestDocument(document.text, annotations: document.annotations)
        let matches = try all.process(given).annotations(of: "Found").map {
          (span: $0.span, rule: Int($0.rule?.dropFirst() ?? "") ?? 0)
        }
        var taken: [(span: TextSpan, rule: Int)] = []
        let ordered = matches.sorted { a, b in
          func key(_ match: (span: TextSpan, rule: Int)) -> [Int] {
            let start = Int(match.span.start)
            let urgency = -priorities[match.rule]
            return switch policy {
            case "longest": [-match.span.count, start, urgency, match.rule]
            case "first": [match.rule, start]
            default: [urgency, match.rule, start]
            }
          }
          return key(a).lexicographicallyPrecedes(key(b))
        }
        for match in ordered where !taken.contains(where: { $0.span.overlaps(match.span) }) {
          taken.append(match)
        }
        let kept = try some.process(given).annotations(of: "Found").map {
          "\($0.span) \($0.rule ?? "")"
        }
        #expect(kept == taken.sorted { $0.span < $1.span }.map { "\($0.span) r\($0.rule)" })
      }
    } while Date() < end
  }
}
