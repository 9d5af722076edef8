import GalleyKit
import GalleyTesting
import Readers
import Testing

/// The list 'annotations' of a line as a layer.
struct LineAnnotationsTests {
  private let types = [
    TypeDeclaration(
      "Meeting",
      [
        FeatureDeclaration("actors", .list, of: .reference),
        FeatureDeclaration("cue_span", .span), FeatureDeclaration("weight", .number),
        FeatureDeclaration("parts", .list, of: .span), FeatureDeclaration("next", .reference),
      ]
    ),
    TypeDeclaration(
      "Person",
      [
        FeatureDeclaration("gender", .text, values: ["female", "male"]),
        FeatureDeclaration("aliases", .list, of: .text), FeatureDeclaration("age", .integer),
        FeatureDeclaration("sure", .flag),
      ]
    ),
  ]

  private func read(_ annotations: String, text: String = "Zoë 😀 met Bo.") throws -> TestReading {
    let line = "{\"text\":\"\(text)\",\"annotations\":\(annotations)}"
    return try StageRun(
      .reader(JSONLinesReader.self),
      options: ["annotations": "gold"],
      types: types
    ).read(line)
  }

  @Test(arguments: [
    "[Zoë](Person gender=female age=31 sure=true) 😀 [met](Meeting weight=0.5) [Bo](Person).",
    "[[Zoë 😀](Person) met [Bo](Person)](Meeting)", "nobody", "😀[é](Person)",
  ])
  func `turns offsets in code points into spans`(marked: String) throws {
    let expected = try MarkedText(marked)
    let list = expected.annotations.map { annotation in
      let before = Array(expected.text.utf8)[..<Int(annotation.span.start)]
      let start = String(decoding: before, as: UTF8.self).unicodeScalars.count
      let covered = expected.document.coveredText(of: annotation).unicodeScalars.count
      let json: JSONValue = [
        "type": .text(annotation.type), "start": .integer(Int64(start)),
        "end": .integer(Int64(start + covered)), "features": .object(annotation.features),
        "by": "someone/rule",
      ]
      return json.json
    }
    let reading = try read("[\(list.joined(separator: ","))]", text: expected.text)
    #expect(reading.failures == [])
    let document = try #require(reading.documents.first)
    #expect(document.layers.keys.sorted() == ["gold"])
    #expect(expected.comparable(document.layers["gold"] ?? []) == expected.annotations)
    #expect(document.annotations == [])
    #expect(document.metadata == [:])
  }

  @Test func `follows references, spans and lists`() throws {
    let reading = try read(
      """
      [{"type":"Person","id":40,"start":0,"end":3,"features":{"aliases":["Z","ë"]}},
      {"type":"Meeting","id":7,"start":0,"end":12,"features":{"actors":[41,40],"cue_start":6,
      "cue_end":9,"parts":[[0,3],[10,12]],"next":7}},
      {"type":"Person","id":41,"start":10,"end":12,"features":{"gender":null}}]
      """.replacing("\n", with: "")
    )
    #expect(reading.failures == [])
    let gold = try #require(reading.documents.first?.layers["gold"])
    #expect(gold.map(\.type) == ["Meeting", "Person", "Person"])
    // Ids count in the order of types as they come, then of rows: both persons, then the meeting.
    #expect(gold.map(\.id) == [3, 1, 2])
    #expect(
      gold[0].features == [
        "actors": [2, 1], "cue_span": [10, 13], "parts": [[0, 4], [14, 16]], "next": 3,
      ]
    )
    #expect(gold[1].features == ["aliases": ["Z", "ë"]])
    #expect(gold[2].features == [:])
  }

  @Test(arguments: [
    ("{}", "the annotations must be a list, not an object"),
    ("[{\"start\":0,\"end\":1}]", "annotation 1: it has no type"),
    (
      "[{\"type\":\"Persn\",\"start\":0,\"end\":1}]",
      "annotation 1: no type 'Persn'; declare it under 'types:'"
    ),
    (
      person("\"x\":1"), "annotation 1: type 'Person' has no feature 'x'; declare it under 'types:'"
    ),
    (person("\"age\":1.5"), "annotation 1: 'age' has no value that 'age' can have"),
    (person("\"gender\":\"x\""), "annotation 1: 'gender' has no value that 'gender' can have"),
    (person("", start: 3, end: 3), place), (person("", start: 4, end: 13), place),
    (person("", start: -1, end: 1), place),
    (
      "[{\"type\":\"Meeting\",\"start\":0,\"end\":1,\"features\":{\"next\":9}}]",
      "annotation 1: 'next' has no value that 'next' can have"
    ),
    (
      "[\(item(id: 3)),\(item(id: 3))]", "annotation 2: id 3 is that of an earlier one"
    ),
  ])
  func `fails a line whose annotations do not fit`(list: String, message: String) throws {
    let reading = try read(list, text: "Zoë 😀 met Bo")
    #expect(reading.documents == [])
    #expect(reading.failures.map(\.message) == [message])
  }

  @Test(arguments: ["system", ""])
  func `refuses a layer that cannot be`(layer: String) throws {
    let problems = try StageRun.problems(
      of: .reader(JSONLinesReader.self),
      options: ["annotations": .text(layer)]
    )
    #expect(problems.map(\.place) == ["/annotations"])
  }

  @Test func `makes an empty layer of an empty list, and none of no list`() throws {
    #expect(try read("[]").documents.map(\.layers) == [["gold": []]])
    let run = try StageRun(
      .reader(JSONLinesReader.self),
      options: ["annotations": "gold"],
      types: types
    )
    #expect(try run.read("{\"text\":\"a\"}").documents.map(\.layers) == [[:]])
  }

  private static let place =
    "annotation 1: its 'start' and 'end' are not code points of a text of 12"

  private static func person(_ features: String, start: Int = 0, end: Int = 1) -> String {
    "[{\"type\":\"Person\",\"start\":\(start),\"end\":\(end),\"features\":{\(features)}}]"
  }

  private static func item(id: Int) -> String {
    "{\"type\":\"Person\",\"id\":\(id),\"start\":0,\"end\":1}"
  }
}
