import Foundation
import GalleyKit
import Testing

/// Lists nobody should feed to a gazetteer: each ends in messages with a place, or in matches.
final class HostileListTests: GazetteerTrial {
  private func utf16(_ text: String, isBigEndian: Bool = false, isMarked: Bool = true) -> [UInt8] {
    (isMarked ? "\u{FEFF}\(text)" : text).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func `reads every line end, with and without a byte order mark`(end: String, mark: String) throws
  {
    let lines = ["# cities", "name\tkind", "Oslo\tcity", "", "Bergen\tcity", ""]
    let names = try list(mark + lines.joined(separator: end), "a.tsv", type: "Location")
    #expect(try texts(found([names], in: "Oslo, Bergen")) == ["Oslo", "Bergen"])
    let broken = lines.joined(separator: end) + "Lier\tcity\t"
    #expect(try problems([list(mark + broken, "a.tsv")]) == ["a.tsv:6:1 wrong-row"])
  }

  @Test(arguments: [true, false])
  func `reads UTF-16 that says so`(isBigEndian: Bool) throws {
    let bytes = utf16("name,kind\nŁódź,city\nOslo 🤝,city\n", isBigEndian: isBigEndian)
    let names = try list(bytes: bytes, "a.csv", type: "Location")
    #expect(try texts(found([names], in: "Łódź and Oslo 🤝.")) == ["Łódź", "Oslo 🤝"])
  }

  @Test func `says where UTF-16 is broken, or does not say so`() throws {
    let half = utf16("name\nOslo\nB") + [0x00, 0xD8] + utf16("ergen\n", isMarked: false)
    #expect(try problems([list(bytes: half, "a.tsv")]) == ["a.tsv:3:2 not-utf8"])
    let unmarked = utf16("name\nOslo", isMarked: false)
    #expect(
      try problems([list(bytes: unmarked, "a.tsv")]).first == "a.tsv:1:2 not-text"
    )
  }

  @Test(arguments: [
    ("a.tsv", "name\nOslo\0\n", ["a.tsv:2:5 not-text"]),
    ("a.csv", "name,kind\n\"a\nb\0\",city\n", ["a.csv:3:2 not-text"]),
    ("a.jsonl", "{\"name\": \"A\"}\n\0\n", ["a.jsonl:2:1 not-text"]),
    ("a.txt", "\0\0\n", ["a.txt:1:1 not-text"]),
  ])
  func `says where no text is`(name: String, content: String, expected: [String]) throws {
    #expect(try problems([list(content, name, type: "Location")]) == expected)
  }

  @Test(arguments: ["a.tsv", "a.csv", "a.jsonl", "a.txt"])
  func `bounds what it says about a binary list`(name: String) throws {
    var random = SplitMix(state: 7)
    let bytes = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let problems = try problems([list(bytes: bytes, name)])
    #expect((1...21).contains(problems.count))
    #expect(problems[0].hasPrefix("\(name):1:"))
  }

  @Test(arguments: ["a.tsv", "a.csv", "a.jsonl", "a.txt"])
  func `refuses a line that never ends`(name: String) throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
    #expect(try problems([list(bytes: bytes, name)]) == ["\(name):1:0 row-too-long"])
    let behind = Array("name\nOslo\n".utf8) + bytes + Array("\nBer\ngen\tx".utf8)
    if name == "a.tsv" {
      #expect(
        try problems([list(bytes: behind, name)])
          == ["a.tsv:3:0 row-too-long", "a.tsv:5:1 wrong-row"]
      )
    }
  }

  @Test func `refuses more columns than a list has`() throws {
    let header = (0..<1_001).map { "c\($0)" }.joined(separator: "\t")
    #expect(try problems([list("\(header)\nx", "a.tsv")]) == ["a.tsv:1:0 too-many-columns"])
    let wide = "name\nOslo" + String(repeating: "\t", count: 1_000_000)
    #expect(try problems([list(wide, "a.tsv")]) == ["a.tsv:2:1 wrong-row"])
  }

  @Test(arguments: [
    ("a.tsv", "name\tid\nOslo\t1\n\t2\n \t3\n|||\t4\n\u{A0}\t5\n", [3, 4, 5, 6]),
    ("a.csv", "name,id\n\"\",2\n\" \",3\n", [2, 3]),
    ("a.jsonl", "{\"name\": \"\"}\n{\"name\": null}\n{\"name\": [\"\", \" \"]}\n{}", [1, 2, 3, 4]),
    ("a.txt", "Oslo\n \n\t\n", [2, 3]),
  ])
  func `asks for the names of entries without one`(
    name: String,
    content: String,
    lines: [Int]
  ) throws {
    let names = try list(content, name, type: "Location")
    #expect(try problems([names]) == lines.map { "\(name):\($0):0 no-name" })
  }

  @Test func `takes a list with a header alone for an empty one`() throws {
    #expect(try problems([list("name\tid\n", "a.tsv")]) == ["lists:0:0 no-names"])
    #expect(
      try texts(found([list("name\tid\n", "a.tsv"), list("Bo", "b.txt")], in: "Bo")) == ["Bo"]
    )
  }

  @Test func `refuses thousands of entries that cannot be told apart`() throws {
    let lines = (0..<5_000).map { "Oslo\t\($0)" }.joined(separator: "\n")
    #expect(
      try problems([list("name\tid\n\(lines)", "a.tsv")]) == ["a.tsv:1002:0 too-many-alike"]
    )
  }

  @Test(arguments: [("a.tsv", 5), ("a.txt", 4), ("a.jsonl", 4)])
  func `stops at the first name too many`(name: String, line: Int) throws {
    let names = ["Oslo", "Bergen", "Lier", "Moss", "Voss"]
    let content =
      switch name {
      case "a.jsonl": names.map { "{\"name\": \"\($0)\"}" }
      case "a.tsv": ["name\tfrom\tto"] + names.map { "\($0)\t\t" }
      default: names
      }
    let reading = try ListReading(content.joined(separator: "\n"), name, mostNames: 3)
    #expect(reading.problems == ["\(line):0 too-many-names"])
    #expect(reading.entries == 4)
  }

  @Test func `refuses several values where one is meant`() throws {
    let people = try list(
      #"{"name": "Bo", "role": ["mayor", "judge"], "id": "1"}"# + "\n"
        + #"{"name": "Al", "role": ["mayor"], "id": ["1", "2"]}"#,
      "a.jsonl"
    )
    #expect(
      try problems([people]) == ["a.jsonl:1:0 several-values", "a.jsonl:2:0 several-values"]
    )
  }
}
