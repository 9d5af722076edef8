import GalleyKit
import GalleyTesting
import Testing

@testable import Time

/// The second language that comes along, by data alone.
@Suite(.serialized) struct GermanTests {
  // Not for several threads; the tests of this suite run one after another.
  private nonisolated(unsafe) static let stage = Result {
    try TimexStageTests.run(["language": "de"])
  }

  @Test(arguments: [
    ("Er kommt am Freitag, dem 17. November.", ["Freitag, dem 17. November DATE 2023-11-17"]),
    ("Am 24.12.1931 schneite es.", ["24.12.1931 DATE 1931-12-24"]),
    (
      "Die Messe läuft vom 15. bis 17. November.",
      ["15. DATE 2023-11-15", "17. November DATE 2023-11-17"]
    ),
    ("Am Montag trat der Rat zusammen.", ["Montag DATE 2023-11-13"]),
    ("Das Bad wird im Mai öffnen.", ["Mai DATE 2024-05"]),
    ("Das Bad wurde im Mai geöffnet.", ["Mai DATE 2023-05"]),
    (
      "Sie war vorgestern hier und kommt übermorgen.",
      ["vorgestern DATE 2023-11-13", "übermorgen DATE 2023-11-17"]
    ),
    (
      "Vor zwei Wochen brannte es, drei Tage lang.",
      ["Vor zwei Wochen DATE 2023-W44", "drei Tage lang DURATION P3D"]
    ),
    (
      "Freitagabend um 20.15 Uhr begann es.",
      ["Freitagabend TIME 2023-11-10TEV", "20.15 Uhr TIME 2023-11-10T20:15"]
    ),
    (
      "Das Amt öffnet dienstags, der Bus fährt alle zehn Minuten.",
      ["dienstags SET XXXX-WXX-2", "alle zehn Minuten SET PT10M"]
    ),
    (
      "Seit Pfingstmontag 2023 und bis Silvester.",
      ["Pfingstmontag 2023 DATE 2023-05-29", "Silvester DATE 2023-12-31"]
    ),
    (
      "Im 19. Jahrhundert, in den 80er-Jahren und im Herbst 1989.",
      ["19. Jahrhundert DATE 18", "80er-Jahren DATE 198", "Herbst 1989 DATE 1989-FA"]
    ),
    ("Der 40-jährige Herr Sommer rief am Morgen an: Guten Tag!", []),
    // Letters that are the same but for case.
    (
      "SAMSTAGſ und DREI\u{1E9E}IG Tage.",
      ["SAMSTAGſ SET XXXX-WXX-6", "DREI\u{1E9E}IG Tage DURATION P30D"]
    ),
    ("In May 2021 the harbour closed for two weeks.", []),
  ])
  func `finds and resolves`(text: String, expected: [String]) throws {
    let document = TestDocument(text, metadata: ["published": "2023-11-15"])
    #expect(ExpressionSheet.describe(try Self.stage.get().process(document)) == expected)
  }
}
