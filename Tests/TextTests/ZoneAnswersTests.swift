import Foundation
import GalleyKit
import Testing

@testable import Text

/// How many of the texts of `Fixtures/zones.jsonl`, written without sight of the cues, get the zones
/// that a person gave them.
struct ZoneAnswersTests {
  private struct Answer: Decodable {
    struct Part: Decodable {
      let kind: String
      let text: String
    }
    let name: String
    let text: String
    let zones: [Part]
  }

  private static func answers() throws -> [Answer] {
    let file = TestFiles.tests.appending(path: "Fixtures/zones.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Answer.self, from: $0) }
  }

  /// To renew the list of mistakes: `GALLEY_RECORD=1 swift test --filter ZoneAnswersTests`.
  @Test func `finds the zones of texts of others`() throws {
    var documents = (right: 0, all: 0)
    var zones = (right: 0, all: 0)
    var mistakes = ""
    for answer in try Self.answers() {
      let found = Zoning.zones(answer.text).map {
        "\($0.kind.name)\t\(covered(answer.text, $0.span))"
      }
      let wanted = answer.zones.map { "\($0.kind)\t\($0.text)" }
      let difference = wanted.difference(from: found)
      documents.all += 1
      documents.right += difference.isEmpty ? 1 : 0
      zones.all += wanted.count
      zones.right += wanted.count - difference.insertions.count
      mistakes += Self.lines(of: difference, name: answer.name)
    }
    #expect(documents.right >= 67 && zones.right >= 576)
    let summary = """
      # texts: \(documents.right) of \(documents.all) right
      # zones: \(zones.right) of \(zones.all) right

      """
    let golden = TestFiles.tests.appending(path: "Fixtures/zone-mistakes.txt")
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil {
      try (summary + mistakes).write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == summary + mistakes)
  }

  private static func lines(of difference: CollectionDifference<String>, name: String) -> String {
    guard !difference.isEmpty else { return "" }
    func line(_ sign: String, _ change: CollectionDifference<String>.Change) -> String {
      switch change {
      case .insert(_, let zone, _), .remove(_, let zone, _):
        "\(sign) \(zone.replacing("\n", with: "⏎"))\n"
      }
    }
    return "\n\(name)\n" + difference.insertions.map { line("wanted", $0) }.joined()
      + difference.removals.map { line("found ", $0) }.joined()
  }
}
