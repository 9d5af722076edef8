import GalleyKit
import Testing

@testable import Text

struct ZoneFinderTests {
  private static let story =
    "The ferry sailed again on Friday with 210 passengers on board, two days after the storm."

  /// Beginnings of a story: place, day, and what the dateline leaves.
  @Test(arguments: [
    ("OSLO (Harbor Wire) — ", "OSLO", ""),
    ("OSLO, Oct. 3 (Wire) - ", "OSLO", "Oct. 3"),
    ("OSLO, 3 October 2024 – ", "OSLO", "3 October 2024"),
    ("Oslo, 3 October 2024 – ", "Oslo", "3 October 2024"),
    ("OSLO, Norway (AB) -- ", "OSLO, Norway", ""),
    ("OSLO, Norway (AB)--", "OSLO, Norway", ""),
    ("ST. LOUIS, Mo. (AB) _ ", "ST. LOUIS, Mo.", ""),
    ("NEW YORK - ", "NEW YORK", ""),
    ("OSLO/BERGEN, Oct 3 (Wire) - ", "OSLO/BERGEN", "Oct 3"),
    ("Oslo, Norway — ", "Oslo, Norway", ""),
    ("Oslo — ", "Oslo", ""),
    ("OSLO: ", "OSLO", ""),
    ("OSLO, October 3. /WIRE/. ", "OSLO", "October 3"),
    ("SEATTLE--(BUSINESS WIRE)--", "SEATTLE", ""),
    ("OSLO (Oct. 3, 2024) – ", "OSLO", "Oct. 3, 2024"),
    ("PORT-AU-PRINCE, Haiti (AB) — ", "PORT-AU-PRINCE, Haiti", ""),
    ("N'DJAMENA (AB) — ", "N'DJAMENA", ""),
    ("RIO DE JANEIRO (AB) — ", "RIO DE JANEIRO", ""),
    ("(Harbor Wire) — ", "", ""),
    ("Oct 3 (Harbor Wire) - ", "", "Oct 3"),
  ])
  func `a dateline is the beginning of a paragraph`(start: String, place: String, date: String) {
    let text = start + Self.story
    let zones = Zoning.zones(text)
    #expect(zones.map(\.kind) == [.dateline, .body])
    #expect(zones.last.map { covered(text, $0.span) } == Self.story)
    #expect(zones.first?.place.map { covered(text, $0) } ?? "" == place)
    #expect(zones.first?.date.map { covered(text, $0) } ?? "" == date)
  }

  @Test(arguments: [
    "UPDATE - ", "Police - fire - ", "She — ", "The ferry - ", "Q: ", "\"OSLO\" — ", "In OSLO - ",
    "A - ", "OSLO-", "OSLO (", "OSLO, ", "October — ", "WATCH: ",
  ])
  func `other beginnings are no datelines`(start: String) {
    #expect(!Zoning.zones(start + Self.story).map(\.kind).contains(.dateline))
  }

  @Test func `speakers in capitals are no places`() {
    let text = "VANCE: \(Self.story)\n\nHOLT: \(Self.story)\n\nVANCE: \(Self.story)"
    #expect(Zoning.zones(text).map(\.kind) == [.body, .body, .body])
  }

  /// A paragraph between two of the story, and what it is.
  @Test(arguments: [
    ("Photo: Bo Ray/Harbor Wire", "credit"),
    ("Photo by Bo Ray", "credit"),
    ("© Bo Ray / Harbor Wire", "credit"),
    ("Ann Lee (L) and Bo Ray sign the treaty.", "caption"),
    ("FILE PHOTO: A ferry leaves the harbour.", "caption"),
    ("Why it matters", "headline"),
    ("2. HARBOURS STAY CLOSED.", "headline"),
    ("Ferry owners (R) paid for the pier.", "body"),
    ("Bo Ray via Getty Images", "credit"),
    ("FULL TEXT.", "headline"),
    ("The  boats were  late, the owners said, and the  captains did not know why.", "body"),
    ("(This story corrects the name of the ferry.)", "correction"),
    ("An earlier version of this story gave a wrong day.", "correction"),
    ("Editor’s note: Ann Lee is a friend of the family.", "note"),
    ("SEE ALSO: Storm closes three harbours", "related"),
    ("Click here for our live blog", "related"),
    ("Additional reporting by Bo Ray.", "contact"),
    ("Advertisement", "note"),
    ("Sign up for our newsletter", "note"),
    ("Olu Vance (L), who leads the party, said it would vote against.", "body"),
    ("— Mira Holt, teacher", "body"),
    ("• 210 passengers", "list"),
    ("12:45 p.m.", "dateline"),
    ("He declined to say why.", "body"),
    ("By Monday the harbour was open again.", "body"),
    ("\"Nobody told us,\" he said. \"We waited.\"", "body"),
    ("The move is seen as a warning.", "body"),
    ("They said:", "body"),
    ("More than one ferry is needed, he said.", "body"),
    ("Contact with the ferry was lost at noon, he said.", "body"),
  ])
  func `a paragraph of the story`(paragraph: String, kind: String) {
    let text = "\(Self.story)\n\n\(paragraph)\n\n\(Self.story)"
    #expect(Zoning.zones(text).map(\.kind.name) == ["body", kind, "body"])
  }

  /// A paragraph before the story, and what it is.
  @Test(arguments: [
    ("By Ann Lee", "byline"), ("BY ANN LEE AND BO RAY", "byline"),
    ("Ann Lee, Staff Writer", "byline"), ("Ann Lee", "byline"),
    ("By Ann Lee in Oslo | Harbor Wire", "byline"), ("October 3, 2024", "dateline"),
    ("Published 10:30 GMT, 3 October 2024", "dateline"), ("2024-10-03", "dateline"),
    ("Islanders waited three days for a boat", "headline"),
    ("ANALYSIS", "headline"),
  ])
  func `a paragraph below the headline`(paragraph: String, kind: String) {
    let text = "Ferry sails again after storm\n\n\(paragraph)\n\n\(Self.story)"
    #expect(Zoning.zones(text).map(\.kind.name) == ["headline", kind, "body"])
  }

  /// A headline with a period or a semicolon, what stands below it, and what the two are.
  @Test(arguments: [
    ("Ferry Sails Again After Storm.", "The owners promise a second boat.", ["headline", "body"]),
    ("Ferry Sails Again. Here Is The Reason Why.", "Abstract.", ["headline", "headline"]),
    ("Ferry sails again;", "The owners promise a second boat.", ["headline", "headline"]),
    ("BERGEN, New Zealand (AB) _", "The owners promise a second boat.", ["dateline", "body"]),
    (
      "Harbor Lines Inc. said it bought half of Bergen Boats and a pier in Vardo.",
      "It paid in May.",
      ["body", "body"]
    ),
    ("The Vardo Times said in an editorial:", "No more storms.", ["body", "body"]),
  ])
  func `the beginning of a text`(first: String, second: String, kinds: [String]) {
    let text = "\(first)\n\n\(second)\n\n\(Self.story)\n\n\(Self.story)"
    #expect(Zoning.zones(text).map(\.kind.name) == kinds + ["body", "body"])
  }

  /// Paragraphs behind the story, and what they are.
  @Test(arguments: [
    ("Read also:", ["related"]),
    (
      "Related coverage:\n\nStorm closes harbours\n\nWho owns the ferry?",
      ["related", "related", "related"]
    ),
    ("Media contact:\nRosa Lind\npress@harbor.example", ["contact"]),
    ("-30-", ["note"]), ("###", ["note"]), ("ENDS", ["note"]),
    ("Copyright 2024 Harbor Wire. All rights reserved.", ["credit"]),
    ("Bo Ray in Oslo contributed to this report.", ["contact"]),
    ("CORRECTION:\n\nThe ferry has 210 seats, not 120.", ["correction", "correction"]),
    ("Ann Lee can be reached at ann@harbor.example.", ["contact"]),
    ("Nobody believed him.", ["body"]),
  ])
  func `paragraphs behind the story`(end: String, kinds: [String]) {
    #expect(Zoning.zones("\(Self.story)\n\n\(end)").map(\.kind.name) == ["body"] + kinds)
  }

  /// Captions with a credit behind them.
  @Test(arguments: [
    ("Photo: The ferry leaves the harbour. ", "Bo Ray/Harbor Wire"),
    ("A ferry in the harbour of Vardo. ", "(Bo Ray)"),
    ("Olu Vance, left, and Mira Holt at the pier. ", "Photo by Bo Ray"),
    ("A ferry in the harbour in this photo from 2014. ", "© Harbor Museum"),
    ("Mira Holt (C) with her pupils. ", "Image: Bo Ray"),
  ])
  func `the credit of a picture is a zone of its own`(caption: String, credit: String) {
    let text = "\(Self.story)\n\n\(caption)\(credit)\n\n\(Self.story)"
    let zones = Zoning.zones(text)
    #expect(zones.map(\.kind) == [.body, .caption, .credit, .body])
    #expect(zones.count < 3 || covered(text, zones[2].span) == credit)
  }

  @Test func `a time in front of an entry belongs to it`() {
    let text = "\(Self.story)\n\n10:40 GMT\n\(Self.story)\n\n11 a.m.\n\(Self.story)"
    #expect(Zoning.zones(text).map(\.kind) == [.body, .body, .body])
  }

  @Test func `the rows of a table and the items of a list are one zone each`() {
    let table = "Town   Boats   Seats\nOslo   2       300\nVardo  1       210"
    let list = "1. Oslo\n2. Vardo\n3. Bergen"
    let text = "\(Self.story)\n\n\(table)\n\n\(list)\n\n\(Self.story)"
    let zones = Zoning.zones(text)
    #expect(zones.map(\.kind) == [.body, .table, .list, .body])
    #expect(covered(text, zones[1].span) == table)
    #expect(covered(text, zones[2].span) == list)
  }

  @Test func `a language without cues has its layout only`() {
    let text = "Ferry sails again after storm\n\nBy Ann Lee\n\n\(Self.story)"
    #expect(Zoning.zones(text, language: "en-GB").map(\.kind) == [.headline, .byline, .body])
    #expect(Zoning.zones(text, language: "und").map(\.kind) == [.headline, .byline, .body])
    #expect(
      Zoning.zones("\(Self.story)\n\nRead also:", language: "xx").map(\.kind) == [.body, .body]
    )
  }

  @Test func `stops when asked`() {
    struct Stop: Error {}
    var list = ZoneList()
    let text = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    var calls = 0
    #expect(throws: Stop.self) {
      try text.withUnsafeBufferPointer {
        try Zoning.finder.find(in: $0, language: nil, into: &list) {
          calls += 1
          if calls == 3 { throw Stop() }
        }
      }
    }
    #expect(calls == 3)
  }
}
