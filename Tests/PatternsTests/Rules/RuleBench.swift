import GalleyKit
import GalleyTesting
import Patterns

/// Runs rules over marked texts, whose words are tokens.
struct RuleBench {
  /// What pipelines of these tests declare.
  static let schema = [
    TypeDeclaration(
      "Token",
      [
        FeatureDeclaration("lower", .text), FeatureDeclaration("lemma", .text),
        FeatureDeclaration("upos", .text, values: ["NOUN", "VERB", "PROPN"]),
        FeatureDeclaration("flags", .integer),
      ]
    ),
    TypeDeclaration("Sentence"),
    TypeDeclaration("Zone", [FeatureDeclaration("kind", .text)]),
    TypeDeclaration(
      "Person",
      [
        FeatureDeclaration("role", .text), FeatureDeclaration("age", .integer),
        FeatureDeclaration("score", .number), FeatureDeclaration("alive", .flag),
        FeatureDeclaration("aliases", .list, of: .text),
      ]
    ),
    TypeDeclaration("Place", [FeatureDeclaration("name", .text)]),
    TypeDeclaration(
      "Found",
      [
        FeatureDeclaration("text", .text), FeatureDeclaration("kind", .text, values: ["a", "b"]),
        FeatureDeclaration("count", .integer), FeatureDeclaration("amount", .number),
        FeatureDeclaration("exact", .flag), FeatureDeclaration("where", .span),
        FeatureDeclaration("who", .reference),
        FeatureDeclaration("all", .list, of: .reference),
        FeatureDeclaration("words", .list, of: .text),
        FeatureDeclaration("ages", .list, of: .integer),
        FeatureDeclaration("places", .list, of: .span),
      ]
    ),
    TypeDeclaration("Later", [FeatureDeclaration("of", .reference)]),
  ]

  /// A rule that marks its whole match, or what `@x` captures, as `Found`.
  static func rule(
    _ match: String,
    name: String = "r",
    _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    let target = match.contains("@x:") ? "Found@x" : "Found"
    let own: [String: JSONValue] = [
      "name": .text(name), "match": .text(match), "emit": [target: [:]],
    ]
    return .object(defaults.merging(own) { $1 }.merging(more) { $1 })
  }

  private static let defaults: [String: JSONValue] = [
    "emit": [:], "change": [:], "remove": [], "phase": nil, "priority": 0, "within": nil,
    "examples": [], "rejects": [],
  ]

  static func run(_ rules: [JSONValue], _ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(
      .document(RulesStage.self),
      options: options.merging(["rules": .list(rules)]) { $1 },
      types: schema,
      resourceFolder: PluginFolder.path
    )
  }

  static func problems(
    _ rules: [JSONValue],
    _ options: [String: JSONValue] = [:]
  ) throws -> [StageProblem] {
    try StageRun.problems(
      of: .document(RulesStage.self),
      options: options.merging(["rules": .list(rules)]) { $1 },
      types: schema,
      resourceFolder: PluginFolder.path
    )
  }

  /// A marked text as a document with tokens and, at each `.` and the end, sentences.
  ///
  /// A token is a run of letters, digits and hyphens, or another sign.
  static func document(_ marked: MarkedText) -> TestDocument {
    var annotations = tokens(of: marked.text)
    annotations += marked.annotations.filter { $0.type != "Found" && $0.type != "Later" }
    return TestDocument(marked.text, annotations: annotations)
  }

  private static func tokens(of text: String) -> [TestAnnotation] {
    var tokens: [TestAnnotation] = []
    var sentences: [TestAnnotation] = []
    let bytes = Array(text.utf8)
    var sentenceStart: Int?
    var position = 0
    while position < bytes.count {
      if bytes[position] == 0x20 || bytes[position] == 0x0A {
        position += 1
        continue
      }
      var end = position
      while end < bytes.count, isWord(bytes[end]) { end += 1 }
      if end == position { end += 1 }
      let word = String(decoding: bytes[position..<end], as: UTF8.self)
      tokens.append(
        TestAnnotation("Token", TextSpan(position..<end), features(of: word))
      )
      if sentenceStart == nil { sentenceStart = position }
      if word == ".", let start = sentenceStart {
        sentences.append(TestAnnotation("Sentence", TextSpan(start..<end)))
        sentenceStart = nil
      }
      position = end
    }
    if let start = sentenceStart {
      sentences.append(TestAnnotation("Sentence", TextSpan(start..<bytes.count)))
    }
    return tokens + sentences
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }

  /// The lemma is the word in lower case without `s` and `ing` at its end; only verbs in `ing` and
  /// names have a part of speech.
  private static func features(of word: String) -> [String: JSONValue] {
    var flags: TokenFlags = []
    if word.first?.isUppercase == true { flags.insert(.capitalised) }
    if word.allSatisfy(\.isNumber) { flags.insert(.number) }
    if word.allSatisfy(\.isPunctuation) { flags.insert(.punctuation) }
    var lemma = word.lowercased()
    if lemma.hasSuffix("ing") { lemma.removeLast(3) }
    if lemma.hasSuffix("s") { lemma.removeLast() }
    var features: [String: JSONValue] = [
      "flags": .integer(Int64(flags.rawValue)), "lemma": .text(lemma),
    ]
    if word.hasSuffix("ing") { features["upos"] = "VERB" }
    if flags.contains(.capitalised) { features["upos"] = "PROPN" }
    return features
  }

  /// Runs rules over a marked text and compares what is `Found` with its marks of that type.
  static func found(
    _ rules: [JSONValue],
    _ options: [String: JSONValue] = [:],
    in marked: String
  ) throws -> (found: [TestAnnotation], wanted: [TestAnnotation]) {
    let text = try MarkedText(marked)
    let run = try run(rules, options)
    let result = try run.process(document(text))
    let made = result.annotations.filter { ["Found", "Later"].contains($0.type) }
    let wanted = text.annotations.filter { ["Found", "Later"].contains($0.type) }
    return (text.comparable(made), wanted)
  }
}
