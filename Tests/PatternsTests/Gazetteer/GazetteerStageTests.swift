import Foundation
import GalleyKit
import GalleyTesting
import Patterns
import Testing

/// Lists as users write them, through the stage.
final class GazetteerStageTests: GazetteerTrial {
  @Test(arguments: [
    ("list.tsv", "name\taliases\tkind\tcodes\nOslo\tKristiania|Christiania\tcity\tOSL|ENGM\n"),
    ("list.csv", "name,aliases,kind,codes\r\n\"Oslo\",Kristiania|Christiania,city,OSL|ENGM\r\n"),
    ("bom.csv", "\u{FEFF}# cities\nname,aliases,kind,codes\nOslo,Christiania,\"city\",OSL|ENGM"),
    (
      "list.jsonl",
      #"{"name": "Oslo", "aliases": ["Kristiania", "Christiania"], "kind": "city", "codes": ["OSL", "ENGM"]}"#
    ),
  ])
  func `reads lists of every format`(name: String, content: String) throws {
    let document = try found(
      [list(content, name, type: "Location")],
      in: "Oslo was Christiania."
    )
    #expect(texts(document) == ["Oslo", "Christiania"])
    for row in document.annotations {
      #expect(row.features == ["kind": "city", "codes": ["OSL", "ENGM"]])
      #expect(row.rule == String(name.prefix { $0 != "." }))
    }
  }

  @Test func `reads one name from each line of a plain list`() throws {
    let names = try list("# cities\nOslo\r\n\r\nBergen\nOslo", "cities.txt", type: "Location")
    #expect(try texts(found([names], in: "Oslo and Bergen")) == ["Oslo", "Bergen"])
  }

  @Test func `types values as they are declared`() throws {
    let people = try list(
      "name\tborn\tshare\talive\tid\nAnn Lee\t1,961\t0.5\ttrue\tp1\nBo\t\t\t\t\n"
    )
    let rows = try found([people], in: "Ann Lee, Bo").annotations
    let expected: [[String: JSONValue]] = [
      ["name": "Ann Lee", "born": 1961, "share": 0.5, "alive": true, "id": "p1"], ["name": "Bo"],
    ]
    #expect(rows.map(\.features) == expected)
  }

  @Test func `takes constants where the cell is empty and columns of other names`() throws {
    let people = try list(
      "name\tjob\tqid\nAnn\tmayor\tQ1\nBo\t\t\n",
      "list.tsv",
      ["columns": ["role": "job"], "features": ["role": "member"], "id": "qid"]
    )
    let rows = try found([people], in: "Ann Bo").annotations
    #expect(rows.map { $0.features["role"] } == ["mayor", "member"])
    #expect(rows.map { $0.features["id"] } == ["Q1", nil])
  }

  @Test(arguments: [
    ("2022-09-30", ["truss"]), ("2022-10-25T08:00:00Z", ["sunak"]),
    ("2022-10", ["truss", "sunak"]),
    ("2025-01-01", []), ("soon", ["truss", "sunak"]), (nil, ["truss", "sunak"]),
  ])
  func `chooses entries by the day of the document`(published: String?, ids: [String]) throws {
    let leaders = try list(
      """
      name\tid\tfrom\tto
      the prime minister\ttruss\t2022-09-06\t2022-10-24
      the prime minister\tsunak\t2022-10-25\t2024-07
      """,
      "list.tsv",
      ["valid": ["from", "to"]]
    )
    let document = try found([leaders], in: "the prime minister", published: published)
    #expect(document.annotations.map { $0.features["id"] } == ids.map { .text($0) })
  }

  @Test func `merges candidates into what they have in common`() throws {
    let people = try list("name\trole\tborn\tid\nBo\tmayor\t1961\t1\nBo\tmayor\t1970\t2\n")
    let each = try found([people], in: "Bo").annotations
    #expect(each.map { $0.features["id"] } == ["1", "2"])
    let merged = try found([people], ["candidates": "merged"], in: "Bo").annotations
    #expect(merged.map(\.features) == [["name": "Bo", "role": "mayor", "ids": ["1", "2"]]])
  }

  @Test(arguments: [
    ("2021-03-01", ["p3", "p2"], ["x1", "x2"]), ("2023", ["p1", "p2"], ["x2"]),
    (nil, ["p3", "p1", "p2"], ["x1", "x2"]),
  ])
  func `keeps all candidates of the day, in the order of lists and lines`(
    published: String?,
    people: [String],
    more: [String]
  ) throws {
    let valid: [String: JSONValue] = ["valid": ["from", "to"]]
    let lists = try [
      list(
        "name\tid\tfrom\tto\nBo\tp3\t\t2022\nBo\tp1\t2022-12-31\t\nBo\tp2\t\t\n",
        "z.tsv",
        valid
      ),
      list("name\tid\tfrom\tto\nBo\tx1\t\t2021-03-01\nBo\tx2\t\t\n", "a.tsv", valid),
    ]
    let expected = people + more
    let each = try found(lists, in: "Bo", published: published)
    #expect(each.annotations.map { $0.features["id"] } == expected.map { .text($0) })
    let merged = try found(lists, ["candidates": "merged"], in: "Bo", published: published)
    #expect(merged.annotations.map { $0.features["ids"] } == [.list(expected.map { .text($0) })])
  }

  @Test func `reports an entry once, whatever names and lines it has`() throws {
    let people = try list("name\taliases\tid\nBo\tBo|BO\t1\nBo\t\t1\n")
    #expect(try found([people], ["case": "folded"], in: "Bo").annotations.count == 1)
  }

  @Test(arguments: [
    ("exact", ["US", "Turkey"]), ("smart", ["US", "Turkey", "turkey", "TURKEY"]),
    ("capitals", ["US", "Turkey", "TURKEY"]),
    ("folded", ["US", "us", "Turkey", "turkey", "TURKEY"]),
  ])
  func `compares case as told`(rule: String, expected: [String]) throws {
    let names = try list("US\nTurkey", "list.txt")
    let document = try found([names], ["case": .text(rule)], in: "US us Turkey turkey TURKEY")
    #expect(texts(document) == expected)
  }

  @Test func `lets a list have a case of its own`() throws {
    let exact = try list("WHO", "a.txt", ["case": "exact"])
    let folded = try list("oslo", "b.txt", ["case": "folded"])
    #expect(try texts(found([exact, folded], in: "WHO who OSLO")) == ["WHO", "OSLO"])
  }

  @Test(arguments: [
    ("longest", ["York Times Square Inc"]),
    ("all", ["New York", "New York Times", "York Times Square Inc"]),
    ("priority", ["New York Times"]),
  ])
  func `resolves overlaps`(policy: String, expected: [String]) throws {
    let low = try list("York Times Square Inc", "low.txt")
    let high = try list("New York\nNew York Times", "high.txt", ["priority": 5])
    let document = try found(
      [low, high],
      ["overlap": .text(policy)],
      in: "New York Times Square Inc"
    )
    #expect(Set(texts(document)) == Set(expected))
  }

  @Test func `finds plurals, possessives and variants when asked`() throws {
    let names = try list("NGO\nKennedy\nAsia-Pacific\nErdoğan", "list.txt")
    let options: [String: JSONValue] = [
      "plural": true, "normalize": ["spaces", "hyphens", "diacritics"],
    ]
    let text = "NGOs, Kennedys, Kennedies' Asia Pacific Erdogan's NGOx"
    let document = try found([names], options, in: text)
    #expect(texts(document) == ["NGOs", "Kennedys", "Kennedies", "Asia Pacific", "Erdogan"])
  }

  @Test func `leaves out short names and those of the stop list`() throws {
    let file = folder.appending(path: "stop.txt")
    try Data("# not these\nMay\n".utf8).write(to: file)
    let options: [String: JSONValue] = [
      "min_length": 3, "stop": ["Page"], "stop_file": .text(file.path()),
    ]
    let names = try list("Xi\nMay\nPage\nLee", "list.txt")
    #expect(try texts(found([names], options, in: "Xi May Page Lee")) == ["Lee"])
  }

  @Test func `says where a list is wrong, all at once`() throws {
    let people = try list(
      "name\tborn\tfrom\tto\nAnn\t?\t\t\nBo\nCy\t1\tsoon\t\n\t2\t\t\nDi\t\t2022\t2021\n"
        + String(repeating: "x", count: 2_000) + "\t\t\t\n",
      "list.tsv",
      ["valid": ["from", "to"]]
    )
    #expect(
      try problems([people]) == [
        "list.tsv:2:0 wrong-value", "list.tsv:3:1 wrong-row", "list.tsv:4:0 bad-date",
        "list.tsv:5:0 no-name", "list.tsv:6:0 bad-dates", "list.tsv:7:0 long-name",
      ]
    )
  }

  @Test(arguments: [
    ("a.csv", "name\n\"Oslo\nBergen", ["a.csv:2:1 unclosed-quote"]),
    (
      "a.csv", "name,id\né \"x\",1\n\"B\"x,2\nC,3,4\n",
      ["a.csv:3:4 stray-quote", "a.csv:4:1 wrong-row"]
    ),
    ("a.tsv", "", ["a.tsv:1:0 missing-header"]),
    ("a.tsv", "# only\n\n", ["a.tsv:1:0 missing-header"]),
    ("a.tsv", "nmae\nOslo", ["a.tsv:1:0 missing-column"]),
    ("a.tsv", "name\tname\nA\tB", ["a.tsv:1:0 double-column"]),
    (
      "a.jsonl", "{\"name\": \"A\"}\n[]\n{\n{}",
      ["a.jsonl:2:1 bad-line", "a.jsonl:3:1 bad-line", "a.jsonl:4:0 no-name"]
    ),
  ])
  func `says where the form of a list is wrong`(
    name: String,
    content: String,
    expected: [String]
  ) throws {
    #expect(try problems([list(content, name)]) == expected)
  }

  @Test func `shows the place of bytes that are no characters, and bounds the report`() throws {
    let latin = Array("name\nZ".utf8) + [0xFC] + Array("rich\nOslo\n".utf8)
    #expect(try problems([list(bytes: latin, "a.tsv")]) == ["a.tsv:2:2 not-utf8"])
    let binary = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 3) | 0x80 }
    let lines = binary.split(separator: 0xC0).joined(separator: [0x0A])
    #expect(try problems([list(bytes: Array(lines), "a.txt")]).count == 21)
  }

  @Test func `says which options are wrong`() throws {
    let wrong = try list(
      "name\nA",
      "a.tsv",
      type: "Location",
      ["columns": ["knid": "name"], "features": ["kind": "town"], "valid": ["from"]]
    )
    let unknown = try list("name\nA", "a.tsv", type: "Loction")
    #expect(
      try problems([wrong, unknown]) == [
        "knid:0:0 unknown-feature", "kind:0:0 wrong-value", "valid:0:0 wrong-valid",
        "type:0:0 unknown-type",
      ]
    )
  }

  @Test func `declares what its lists emit`() throws {
    let run = try run([list("Oslo", "cities.txt", type: "Location")])
    #expect(run.facts.emits == ["Location", "Location.codes", "Location.kind"])
    #expect(run.facts.rules == [RuleFact("cities", pointer: "/lists/0/file")])
  }

  @Test func `keeps the contract of stages`() throws {
    let names = try list("name\tid\na b\t1\nа\t2\n👩\t3\ne\t4\nthe\t5\n", "list.tsv")
    let options: [String: JSONValue] = [
      "lists": [names], "case": "folded", "overlap": "all", "candidates": "merged",
    ]
    let check = try StageConformance(
      .document(GazetteerStage.self),
      options: options,
      types: schema
    )
    #expect(check.problems() == [])
  }
}
