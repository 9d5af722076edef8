import Foundation
import GalleyPatterns
import Testing

@Suite struct NameIndexTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var names: [String]
    var marked: String
    var letters = NameCase.exact
    var rules = NameRules(foldsCase: true)

    var testDescription: String { "\(names) in \(marked)" }
  }

  static let rows: [Row] = [
    Row(names: ["Oslo"], marked: "⟦Oslo⟧, Oslos, (⟦Oslo⟧) xOslo ⟦Oslo⟧"),
    Row(names: ["New York"], marked: "⟦New York⟧ ⟦New\nYork⟧ ⟦New \r\n York⟧ New\n\nYork NewYork"),
    Row(names: ["New York"], marked: "⟦New York⟧ New  York", rules: NameRules(foldsSpaces: false)),
    Row(names: ["China"], marked: "⟦China⟧'s ⟦China⟧’s China'so ⟦China⟧'"),
    Row(names: ["China"], marked: "China's ⟦China⟧", rules: NameRules(allowsPossessive: false)),
    Row(names: ["O'Brien", "Brien"], marked: "⟦O’Brien⟧ O'Briens ⟦Brien⟧"),
    Row(names: ["U.S.", "US"], marked: "⟦U.S.⟧ and U.S.A. ⟦US⟧ us"),
    Row(names: ["US", "May"], marked: "⟦US⟧ us ⟦May⟧ may ⟦MAY⟧", letters: .capitals),
    Row(names: ["Straße"], marked: "⟦STRASSE⟧ ⟦straße⟧ ⟦ſtraſſe⟧", letters: .folded),
    Row(names: ["Kelvin", "Izmir"], marked: "⟦\u{212A}elvin⟧ İzmir ⟦IZMIR⟧", letters: .folded),
    Row(
      names: ["İzmir", "Erdogan"],
      marked: "⟦Izmir⟧ ⟦ERDOĞAN⟧ ⟦Erdog\u{306}an⟧",
      letters: .folded,
      rules: NameRules(foldsCase: true, foldsDiacritics: true)
    ),
    Row(
      names: ["Asia Pacific"],
      marked: "⟦Asia-Pacific⟧ ⟦Asia–Pacific⟧ ⟦Asia Pacific⟧ AsiaPacific",
      rules: NameRules(foldsHyphens: true)
    ),
    Row(names: ["Asia-Pacific"], marked: "⟦Asia-Pacific⟧ ⟦Asia‑Pacific⟧ Asia Pacific"),
    Row(names: ["AT&T"], marked: "⟦AT&T⟧ AT &T AT&TT", rules: NameRules()),
    Row(names: ["&"], marked: "AT⟦&⟧T x ⟦&⟧ y"),
    Row(names: ["北京"], marked: "我在⟦北京⟧工作"),
    Row(names: ["กรุงเทพ"], marked: "ใน⟦กรุงเทพ⟧มหานคร กรุงเทพ่"),
    Row(names: ["e"], marked: "e\u{301} ⟦e⟧"),
    Row(
      names: ["é", "ệ"],
      marked: "⟦é⟧ ⟦e\u{301}⟧ e ⟦ệ⟧ ⟦ê\u{323}⟧ ⟦e\u{323}\u{302}⟧ ⟦e\u{302}\u{323}⟧"
    ),
    Row(names: ["Erdog\u{306}an"], marked: "⟦Erdoğan⟧ Erdogan ⟦Erdog\u{306}an⟧"),
    Row(names: ["ÅNGSTRÖM"], marked: "⟦\u{212B}ngstro\u{308}m⟧ ⟦Ångström⟧", letters: .folded),
    Row(names: ["é", "École"], marked: "⟦É⟧ ⟦E\u{301}⟧ ⟦ÉCOLE⟧ école", letters: .capitals),
    Row(
      names: ["각", "서울"],
      marked: "⟦\u{1100}\u{1161}\u{11A8}⟧ ⟦서울⟧ ⟦\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}⟧ 가"
    ),
    Row(names: ["が", "\u{2F800}"], marked: "⟦か\u{3099}⟧ ⟦が⟧ か ⟦\u{4E3D}⟧"),
    Row(names: ["≠", "b"], marked: "a ⟦=\u{338}⟧ ⟦≠⟧ ="),
    Row(names: ["3", "5"], marked: "3.5 1,3 ⟦3⟧, ⟦5⟧."),
    Row(names: ["'Ndrangheta"], marked: "the ⟦'Ndrangheta⟧ and ⟦’Ndrangheta⟧"),
    Row(names: [" Oslo\t"], marked: "in ⟦Oslo⟧ "),
    Row(names: ["Côte d'Ivoire"], marked: "⟦Côte d’Ivoire⟧'s"),
  ]

  private func index(_ row: Row) throws -> NameIndex {
    var builder = NameIndexBuilder(row.rules)
    for (entry, name) in row.names.enumerated() {
      let problem = Array(name.utf8).withUnsafeBufferPointer {
        builder.add($0, row.letters, entry: UInt32(entry))
      }
      #expect(problem == nil)
    }
    return try builder.build()
  }

  @Test(arguments: rows)
  func `finds names`(row: Row) throws {
    let text = row.marked.replacing("⟦", with: "").replacing("⟧", with: "")
    let index = try index(row)
    let bytes = Array(text.utf8)
    let found = bytes.withUnsafeBufferPointer { all($0, index) }
    var (marked, copied) = ([UInt8](), 0)
    for match in found.sorted(by: { $0.start < $1.start }) {
      marked += bytes[copied..<Int(match.start)]
      marked += "⟦".utf8
      marked += bytes[Int(match.start)..<Int(match.end)]
      marked += "⟧".utf8
      copied = Int(match.end)
    }
    marked += bytes[copied...]
    #expect(String(decoding: marked, as: UTF8.self) == row.marked)
  }

  /// Looks in pieces of five bytes, as a caller may.
  private func all(_ text: UnsafeBufferPointer<UInt8>, _ index: NameIndex) -> [NameMatch] {
    var found: [NameMatch] = []
    var i = 0
    while i < text.count { i = index.find(in: text, from: i, to: i + 5, into: &found) }
    return found
  }

  @Test func `refuses names it cannot look up`() {
    var builder = NameIndexBuilder(NameRules())
    func add(_ name: String) -> NameProblem? {
      Array(name.utf8).withUnsafeBufferPointer { builder.add($0, .exact, entry: 0) }
    }
    #expect(add("") == .empty)
    #expect(add(" \u{A0}\n") == .empty)
    #expect(add("\u{301} a") == nil)
    #expect(add(String(repeating: "a", count: 1_001)) == .tooLong)
    #expect(add(String(repeating: "a", count: 1_000)) == nil)
    #expect(builder.count == 2)
  }

  @Test func `refuses more equal names than can be of use`() throws {
    var builder = NameIndexBuilder(NameRules())
    let name = Array("Oslo".utf8)
    for entry in 0..<1_001 {
      _ = name.withUnsafeBufferPointer { builder.add($0, .exact, entry: UInt32(entry)) }
    }
    #expect(throws: TooManyAlike.self) { try builder.build() }
  }

  /// Random names and texts of few, awkward pieces, against a search without any cleverness.
  ///
  /// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
  @Test func `finds what a naive search finds`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    var seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let end = Date.now.addingTimeInterval(seconds)
    var (cases, hits) = (0, 0)
    while Date.now < end {
      var sample = RandomNames(seed: seed)
      var (rules, names, text) = sample.next()
      var builder = NameIndexBuilder(rules)
      for (entry, name) in names.enumerated() {
        let problem = Array(name.text.utf8).withUnsafeBufferPointer {
          builder.add($0, name.letters, entry: UInt32(entry))
        }
        names[entry].isRefused = problem != nil
      }
      let index = try builder.build()
      let found = Array(text.utf8).withUnsafeBufferPointer { all($0, index) }
      let expected = NaiveNames(rules: rules, names: names).matches(in: text)
      #expect(Set(found) == expected, "seed \(seed): \(names) in \(text.debugDescription)")
      #expect(found.count == Set(found).count, "seed \(seed)")
      if Set(found) != expected { break }
      hits += found.count
      cases += 1
      seed += 1
    }
    #expect(hits > cases / 2, "\(hits) matches in \(cases) cases")
    print("\(cases) cases, \(hits) matches")
  }
}

/// Names and texts that often have to do with each other.
struct RandomNames {
  private var generator: SeededRandom

  init(seed: UInt64) { generator = SeededRandom(seed: seed) }

  private static let pieces = [
    "a", "b", "A", "B", "s", "S", "ß", "ẞ", "ſ", "ss", "İ", "i", "I", "ı", "K", "k", "\u{212A}",
    "é", "É", "e", "e\u{301}", "\u{301}", "\u{323}", "ệ", "ê", "각", "\u{1100}", "\u{1161}", "が",
    "か", "\u{3099}", "ü", "U", "ﬁ", "fi", "Σ", "ς", "σ", "µ", "1", "2", "½",
    " ", " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\u{A0}", "\u{2003}", "\u{2029}", "'", "’",
    "'s", "’s", "-", "\u{2010}", "–", "—", ".", ",", ";", ":", "·", "&", "_", "(", "北", "京", "ก",
    "่", "\u{AD}", "\u{200D}", "🤝", "𝒳", "𐐀", "𐐨", "ж", "Ж", "\t", "\0",
  ]

  mutating func next() -> (NameRules, [NaiveNames.Name], String) {
    let rules = NameRules(
      foldsCase: chance(2),
      foldsSpaces: !chance(4),
      foldsHyphens: chance(3),
      foldsDiacritics: chance(3),
      allowsPossessive: !chance(3)
    )
    // Few pieces in one case, so that names come up again.
    let pieces = (0..<Int.random(in: 3...9, using: &generator)).map { _ in pick(Self.pieces) }
    let names = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      let letters: NameCase =
        rules.foldsCase
        ? [.exact, .capitals, .folded].randomElement(using: &generator) ?? .exact : .exact
      return NaiveNames.Name(text: some(1...5, of: pieces), letters: letters)
    }
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      text += some(0...4, of: pieces) + (chance(2) ? " " : "") + varied(pick(names.map(\.text)))
      text += chance(2) ? " " : ""
    }
    return (rules, names, text + some(0...2, of: pieces))
  }

  private mutating func varied(_ name: String) -> String {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: name.uppercased()
    case 1: name.lowercased()
    case 2: name.replacing(" ", with: "\n")
    default: name
    }
  }

  private mutating func some(_ count: ClosedRange<Int>, of pieces: [String]) -> String {
    (0..<Int.random(in: count, using: &generator)).map { _ in pick(pieces) }.joined()
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &generator) == 0
  }

  private mutating func pick(_ list: [String]) -> String {
    list.randomElement(using: &generator) ?? ""
  }
}
