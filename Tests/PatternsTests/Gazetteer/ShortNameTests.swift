import GalleyKit
import GalleyTesting
import Testing

/// Short names beside other capitalised words.
final class ShortNameTests: GazetteerTrial {
  private func leaders(_ side: String = "both") throws -> JSONValue {
    try list(
      """
      name\taliases\tid
      Joe Biden\tBiden|Joseph Biden|Joseph R. Biden|Joseph R. Biden Jr.\tbiden
      Donald Trump\tTrump\ttrump
      Vladimir Putin\tPutin\tputin
      Ursula von der Leyen\tvon der Leyen\tleyen
      Xi Jinping\tXi\txi
      Kim Jong Un\tKim Jong-un|Kim\tkim
      Luiz Inácio Lula da Silva\tLula|Lula da Silva\tlula
      Élisabeth Borne\tBorne\tborne
      """,
      "leaders.tsv",
      ["alone": .text(side)]
    )
  }

  /// Texts with the names that are found in brackets.
  static let texts = [
    // Nothing beside it.
    "[Biden] met [Xi].", "Then came [Biden].", "“[Biden] won”, said ([Trump]).", "[Biden]",
    // Other people's given names.
    "Hunter Biden met Jill Biden.", "Melania Trump and Eric Trump", "Élodie Borne wrote.",
    "In court Hunter Biden said so.", "aide Ana-Lena Putin", "Yes, Ivanka\u{A0}Trump did.",
    // Its own names.
    "[Joe Biden] and [Joseph R. Biden]", "Joe R. [Biden] signed.", "[Joseph Biden]",
    "J. Biden signed.",
    // Titles.
    "President [Biden] spoke.", "US President [Biden]", "U.S. President [Biden]",
    "PRESIDENT [BIDEN]",
    "Sen. [Biden] and Mr. [Trump]", "Vice-President [Biden]", "President-elect [Trump]",
    "Prime Minister [Borne]", "CEO [Trump]", "the former president [Trump]", "Dr [Putin]",
    "Presidents [Trump] and [Biden]",
    // Sentences that begin with it or just before it.
    "It rained. [Biden] stayed.", "Yesterday [Biden] left.", "When [Trump] won, [Biden] lost.",
    "On Monday [Biden] flew.", "A [Biden] aide", "Nobody in Ohio. [Trump] won.",
    "In 2020 [Biden] won.",
    // Headlines.
    "HUNTER IN COURT AS [BIDEN] MEETS [XI]", "UKRAINE HAILS [BIDEN] VISIT",
    "Markets fall\n[Trump] wins",
    "[Biden] Faces Congress Today for Third Time", "Why [Trump] Won Ohio Again Despite Polls",
    "Hunter Biden Pleads Guilty Again",
    // Hyphens.
    "the [Trump]-[Putin] summit", "[Biden]-era rules", "a [Trump]–[Xi] call",
    "Ana Smith-Trump sang.",
    "Trump-Smith sang.", "pro-[Putin] parties", "R-[Trump]", "anti-[Trump]",
    // Particles.
    "[von der Leyen] spoke.", "[Ursula von der Leyen] spoke.", "Heiko von der Leyen sings.",
    "Commission President [von der Leyen]", "Jan van Biden", "Carlos de Trump paid.",
    "[Lula] and [Lula da Silva]",
    // Possessives.
    "[Biden]’s dog", "[Trump]'s White House", "Russia's [Putin]", "Moscow’s [Putin]",
    "Biden Foundation's offer",
    // Words behind it.
    "Trump Tower burns.", "[Donald Trump] and Donald Trump Jr.", "Trump Jr spoke.",
    "[Joseph R. Biden Jr.] came.", "[Biden] Jr. wept.", "Biden Sr. wept.",
    "Kim Yo Jong and [Kim Jong Un]", "Xi Zhongxun", "[Trump] Monday said", "[Biden] and others",
    // Scripts without capitals, and none at all.
    "习近平 [Xi] 说", "hunter [Biden] wept",
  ]

  @Test(arguments: texts)
  func `keeps short names for their own entry`(marked: String) throws {
    let text = marked.filter { !"[]".contains($0) }
    let document = try found([leaders()], ["case": "capitals"], in: text)
    #expect(mark(document, text) == marked)
  }

  @Test(arguments: [
    ("before", "Hunter Biden left [Trump] Tower; Xi Zhongxun".replacing("Xi", with: "[Xi]")),
    ("after", "Hunter [Biden] left Trump Tower; Xi Zhongxun"),
    ("both", "Hunter Biden left Trump Tower; Xi Zhongxun"),
  ])
  func `looks at the side it is told`(side: String, marked: String) throws {
    let text = marked.filter { !"[]".contains($0) }
    #expect(try mark(found([leaders(side)], in: text), text) == marked)
  }

  @Test func `leaves other lists alone, and takes their matches for known`() throws {
    let places = try list("Paris\nJordan", "places.txt", type: "Location")
    let text = "Michael Jordan and Jordan Smith, in Paris Biden, Jordan-Trump"
    let marked = "Michael [Jordan] and [Jordan] Smith, in [Paris] [Biden], [Jordan]-[Trump]"
    #expect(try mark(found([leaders(), places], in: text), text) == marked)
  }

  @Test func `learns titles`() throws {
    let text = "Archon Trump and Grand Archon Biden"
    let options: [String: JSONValue] = ["titles": ["Grand Archon"]]
    #expect(
      try mark(found([leaders()], options, in: text), text)
        == "Archon [Trump] and Grand Archon [Biden]"
    )
    #expect(try mark(found([leaders()], in: text), text) == text)
  }

  @Test func `lets what is dropped not compete`() throws {
    let areas = try list("Lake Biden Park", "areas.txt", type: "Location")
    let text = "Hunter Biden Park, Lake Biden Park"
    #expect(
      try mark(found([leaders(), areas], in: text), text) == "Hunter Biden Park, [Lake Biden Park]"
    )
  }

  private func mark(_ document: TestDocument, _ text: String) -> String {
    var (marked, copied) = ("", text.startIndex)
    for row in document.annotations.sorted(by: { $0.span < $1.span }) {
      let start = text.utf8.index(text.startIndex, offsetBy: Int(row.span.start))
      let end = text.utf8.index(text.startIndex, offsetBy: Int(row.span.end))
      marked += "\(text[copied..<start])[\(text[start..<end])]"
      copied = end
    }
    return marked + text[copied...]
  }
}
