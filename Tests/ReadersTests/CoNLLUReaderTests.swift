import Exporters
import GalleyKit
import GalleyTesting
import Readers
import Testing

struct CoNLLUReaderTests {
  private static let types = [
    TypeDeclaration("Sentence"),
    TypeDeclaration(
      "Token",
      [
        FeatureDeclaration("lemma", .text), FeatureDeclaration("upos", .text),
        FeatureDeclaration("xpos", .text), FeatureDeclaration("feats", .text),
        FeatureDeclaration("head", .reference), FeatureDeclaration("deprel", .text),
        FeatureDeclaration("mwt", .span),
      ]
    ),
  ]

  private func read(_ input: String, types: [TypeDeclaration] = types) throws -> TestReading {
    try StageRun(.reader(CoNLLUReader.self), options: ["annotations": "gold"], types: types)
      .read(input)
  }

  /// Rows of ten columns, of the first columns given.
  private func rows(_ lines: [String]) -> String {
    lines.map { line in
      if line.isEmpty || line.hasPrefix("#") { return line }
      let columns = line.split(separator: " ").map(String.init)
      return (columns + Array(repeating: "_", count: max(0, 10 - columns.count)))
        .joined(separator: "\t")
    }.joined(separator: "\n") + "\n"
  }

  @Test func `puts texts together and keeps what the columns say`() throws {
    let reading = try read(
      rows([
        "# newdoc id = one", "# sent_id = 1", "1 It it PRON PRP Case=Nom 4 nsubj",
        "2-3 didn't", "2 did do AUX VBD _ 4 aux", "3 n't not PART RB _ 4 advmod",
        "4 leave leave VERB VB _ 0 root _ SpaceAfter=No", "5 . . PUNCT . _ 4 punct", "",
        "# newpar", "1 Zoë Zoë PROPN NNP", "1.1 left leave", "", "# newdoc id = two", "1 😀 😀 SYM",
        "",
      ])
    )
    #expect(reading.failures == [])
    #expect(reading.documents.map(\.id) == ["one", "two"])
    #expect(reading.documents.map(\.text) == ["It didn't leave.\n\nZoë", "😀"])
    let document = reading.documents[0]
    let layer = document.layers["gold"] ?? []
    #expect(
      layer.filter { $0.type == "Sentence" }.map(document.coveredText)
        == ["It didn't leave.", "Zoë"]
    )
    let tokens = layer.filter { $0.type == "Token" }
    #expect(tokens.map(document.coveredText) == ["It", "did", "n't", "leave", ".", "Zoë"])
    #expect(
      tokens[0].features == [
        "lemma": "it", "upos": "PRON", "xpos": "PRP", "feats": "Case=Nom", "deprel": "nsubj",
        "head": .integer(Int64(tokens[3].id)),
      ]
    )
    #expect(tokens[1].features["mwt"] == [3, 9])
    #expect(tokens[2].features["mwt"] == [3, 9])
    #expect(tokens[3].features["head"] == nil)
    #expect(tokens[3].features["mwt"] == nil)
  }

  @Test func `white space is what the last column says`() throws {
    let reading = try read(
      rows([
        "# newdoc id = none", "# newdoc id = spaces",
        #"1 A _ _ _ _ _ _ _ SpacesBefore=\s\n|SpacesAfter=\n"#,
        #"2 b _ _ _ _ _ _ _ SpacesAfter=\u{a0}\p\\\q\u{zz}"#, "3 c _ _ _ _ _ _ _ X=y", "4 d", "",
        "# newpar", #"1 e _ _ _ _ _ _ _ SpacesAfter=\r\n\t"#, "",
      ])
    )
    #expect(reading.failures == [])
    #expect(reading.documents.map(\.id) == ["none", "spaces"])
    #expect(
      reading.documents.map(\.text) == ["", " \nA\nb\u{A0}|\\qu{zz}c d\n\ne\r\n\t"]
    )
  }

  @Test func `without declarations or a layer only texts are read`() throws {
    let input = rows(["1 A a DET", "2 b b NOUN", ""])
    #expect(try read(input, types: []).documents.map(\.text) == ["A b"])
    let plain = try StageRun(.reader(CoNLLUReader.self)).read(input)
    #expect(plain.documents.map(\.text) == ["A b"])
    #expect(plain.documents.map(\.layers) == [[:]])
  }

  @Test(arguments: [
    (["1-2 zum", "1 zu", "2 dem"], ["zu", "m"]), (["1-2 im", "1 in", "2 dem"], ["i", "m"]),
    (["1-3 dámelo", "1 da", "2 me", "3 lo"], ["dá", "me", "lo"]),
    (["1-2 du", "1 de", "2 le", "3 x"], ["d", "u", "x"]),
  ])
  func `words share the characters of a contraction`(lines: [String], words: [String]) throws {
    let document = try #require(try read(rows(lines + [""])).documents.first)
    let tokens = (document.layers["gold"] ?? []).filter { $0.type == "Token" }
    #expect(tokens.map(document.coveredText) == words)
  }

  @Test(arguments: [
    (["1 a", "3 b"], 2, "the word has number '3', not 2"),
    (["x a"], 1, "the word has number 'x', not 1"),
    (["2-1 a"], 1, "'2-1' is no range of words"),
    (["1-2 a", "1 a", "2 b"], 2, "the contraction has fewer characters than words"),
  ])
  func `says where a file is wrong, and goes on with the next document`(
    lines: [String],
    line: Int,
    message: String
  ) throws {
    let reading = try read(rows(lines + ["", "# newdoc id = next", "1 b", ""]))
    #expect(reading.failures.map(\.message) == [message])
    #expect(reading.failures.map(\.line) == [line])
    #expect(reading.documents.map(\.id) == ["next"])
  }

  @Test func `what is exported is read again as it was`() throws {
    let input = rows([
      "# newdoc id = a b", "1 Do do AUX VBP", "2 n't not PART RB _ 3 advmod",
      "3 go go VERB VB _ 0 root",
      "", "1-2 I'm", "1 I I PRON", "2 'm be AUX _ _ 1 dep _ SpaceAfter=No", "3 ! ! PUNCT", "",
    ])
    let first = try #require(try read(input).documents.first)
    var document = first
    document.annotations = first.layers["gold"] ?? []
    document.layers = [:]
    let exporter = try StageRun(.exporter(lines: CoNLLUExporter.self), types: Self.types)
    let written = try #require(try exporter.export([document])["annotations.conllu"])
    let second = try #require(try read(written).documents.first)
    #expect(second.text == first.text)
    #expect(second.id == first.id)
    #expect(second.layers == first.layers)
  }

  @Test func `keeps the contract`() throws {
    #expect(try StageConformance(.reader(CoNLLUReader.self)).problems() == [])
    let exporter = try StageConformance(.exporter(lines: CoNLLUExporter.self), types: Self.types)
    #expect(exporter.problems() == [])
  }
}
