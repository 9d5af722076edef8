import Foundation
import GalleyKit
import GalleyPatterns
import GalleyTesting
import Testing

@testable import Patterns

/// The patterns in `pipelines/patterns/news.tsv` against texts with the spans they should find.
@Suite struct NewsPatternsTests {
  struct Case: Decodable, CustomTestStringConvertible, Sendable {
    struct Expected: Decodable, Sendable {
      var type: String
      var span: String
    }

    var name: String
    var text: String
    var expect: [Expected]

    var testDescription: String { name }
  }

  private static let here = URL(filePath: #filePath).deletingLastPathComponent()

  static let cases: [Case] = {
    let sheet = here.appending(path: "Fixtures/regex_news.jsonl")
    let lines = (try? String(contentsOf: sheet, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
  }()

  private static let path = here.appending(path: "../../pipelines/patterns/news.tsv")
    .standardizedFileURL

  private func read() throws -> PatternFile {
    let file = try [UInt8](Data(contentsOf: Self.path)).withUnsafeBufferPointer {
      PatternFile($0, number: 0)
    }
    #expect(file.problems == [])
    return file
  }

  private func compile() throws -> PatternCompiler {
    let file = try read()
    let compiler = PatternCompiler(file.patterns, schema: schema(of: file), keepsText: false)
    #expect(compiler.problems == [])
    return compiler
  }

  /// Every named group as a feature of text.
  private func schema(of file: PatternFile) -> [TypeDeclaration] {
    var features: [String: Set<String>] = [:]
    for source in file.patterns {
      let options = RegexOptions(source.flags.map(\.option))
      let regex = try? CompiledRegex(
        String(decoding: source.text.bytes, as: UTF8.self),
        options: options
      )
      features[source.type, default: []].formUnion(regex?.names.map(\.name) ?? [])
      features[source.type, default: []].formUnion(source.features.keys)
    }
    return features.map { type, names in
      TypeDeclaration(type, names.sorted().map { FeatureDeclaration($0, .text) })
    }
  }

  /// The covered texts of one type that are left of `text`, in order.
  private func matches(of type: String, in text: [UInt8], _ compiler: PatternCompiler) throws
    -> [String]
  {
    var candidates: [Candidate] = []
    let matcher = RegexMatcher()
    try text.withUnsafeBufferPointer { buffer in
      for (index, pattern) in compiler.patterns.enumerated()
      where compiler.types[pattern.type].name == type {
        var scan = matcher.scan(buffer, for: pattern.regex)
        while let match = try scan.next() {
          candidates.append(Candidate(span: TextSpan(match.span), pattern: index))
        }
      }
    }
    OverlapPolicy.longest.resolve(&candidates)
    return candidates.map { String(decoding: text[$0.span.range], as: UTF8.self) }
  }

  @Test func `keep the contract of stages`() throws {
    let check = try StageConformance(
      .document(RegexStage.self),
      options: ["files": [.text(Self.path.path())], "overlap": "longest"],
      types: schema(of: read()),
      resourceFolder: PluginFolder.path
    )
    #expect(check.problems() == [])
  }

  /// Annotated corpora, which lie beside the repository on some machines.
  private static let gold = path.deletingLastPathComponent().appending(path: "../../../shared/gold")
    .standardizedFileURL

  private static let goldTexts: [[UInt8]] = {
    struct Row: Decodable { var text: String }
    let files = FileManager.default.enumerator(at: gold, includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? []).filter {
      $0.lastPathComponent == "dev.jsonl"
    }
    return paths.flatMap { path in
      ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n").compactMap {
        (try? JSONDecoder().decode(Row.self, from: Data($0.utf8))).map { Array($0.text.utf8) }
      }
    }
  }()

  @Test(.enabled(if: !goldTexts.isEmpty, "there is no ../shared/gold"))
  func `find together what each finds by itself`() throws {
    let regexes = try compile().patterns.map(\.regex)
    let together = RegexSetMatcher(RegexSet(regexes))
    let alone = RegexMatcher()
    var count = 0
    for text in Self.goldTexts {
      var expected = [[[Range<Int>?]]](repeating: [], count: regexes.count)
      var found = expected
      try text.withUnsafeBufferPointer { text in
        for (number, regex) in regexes.enumerated() {
          var scan = alone.scan(text, for: regex)
          while let match = try scan.next() {
            expected[number].append((0...regex.groupCount).map { match.span(ofGroup: $0) })
          }
        }
        try together.forEachMatch(in: text) { number, match in
          found[number].append((0...regexes[number].groupCount).map { match.span(ofGroup: $0) })
        }
      }
      #expect(found == expected)
      count += expected.reduce(0) { $0 + $1.count }
    }
    #expect(count > Self.goldTexts.count)
  }

  @Test func `has its answer sheet`() {
    #expect(Self.cases.count >= 40)
  }

  @Test(arguments: cases)
  func `finds what the answer sheet says`(row: Case) throws {
    let compiler = try compile()
    for type in Set(row.expect.map(\.type)) {
      let expected = row.expect.filter { $0.type == type }.map(\.span)
      #expect(
        try matches(of: type, in: Array(row.text.utf8), compiler).sorted() == expected.sorted()
      )
    }
  }

  @Test(arguments: [
    ("Money", "It fell to [$4.625] from [€3 billion], or [29 cents] a share and [60,000 won]."),
    ("Money", "A [multibillion-dollar] plan, [two million pounds] and 20 pounds of salt."),
    ("Range", "[Between 3 and 4] of [15% to 20%]; sales rose 6.7% to $4.27 billion."),
    ("Range", "They won by a 3 to 1 margin from [2004 to 2009]."),
    ("Score", "It ended [1 – 1] after they had won the first game [3-0]."),
    ("Time", "From [6:00am] to [midnight], and at [0735 GMT]; see h3Pm."),
    ("TitledName", "The Justice Department and [Lt. Col. Amy Drexler] met [King Charles III]."),
    ("TitledName", "He told [President Xi Jinping] Wednesday that [Sen. O'Brien] left."),
    ("Acronym", "TOKYO (Kyodo) — [NATO] and the [G20]\nFULL TEXT: [AT&T]'s [COVID-19] plan II"),
    ("VoteTally", "The court ruled [5-4], and the bill passed by a [219–206] vote."),
    ("Age", "Ann Lee, [61], who has a [six-year-old], is 61 km away."),
    ("CourtCase", "In [Brown v. Board of Education] the court agreed."),
    ("Quoted", #"She said ["so it is,"] and [“never.”]"#),
    ("Quoted", "An unclosed \"one\n\nparagraph and [\"two\"] of them."),
    ("DateExpression", "[late August], you may, since [May], [the 1990s] and [two years ago]"),
    ("PhoneNumber", "Call [+44 20 7946 0958] or [(202) 555-0143], not 555-0143."),
    ("Ordinal", "The [first] [21st] two-thirds and the [Twenty-first]"),
  ])
  func `finds what stands in brackets and nothing else`(type: String, marked: String) throws {
    let marked = try MarkedText(marked)
    let expected = marked.marks.map(marked.coveredText)
    #expect(try matches(of: type, in: Array(marked.text.utf8), compile()) == expected)
  }
}
