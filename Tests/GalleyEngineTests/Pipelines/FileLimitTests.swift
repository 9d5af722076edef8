import Foundation
import GalleyEngine
import GalleyKit
import TestCommands
import Testing

/// Files that are refused before or while their YAML is read.
struct FileLimitTests {
  private func said(_ data: Data, limit seconds: Double = 2) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(data, as: "main.yaml")
    return said(folder.file("main.yaml"), in: folder)
  }

  private func said(_ path: String, in folder: TemporaryFolder) -> [String] {
    PipelineLoader.load(path: path, catalog: .sample).1
      .map { $0.description.replacing(folder.path + "/", with: "") }
  }

  private let good = """
    pipeline: p/1
    source: {uses: text-files@1, with: {path: a.txt}}

    """

  @Test(
    arguments: [
      ([0x61, 0x0A, 0xC3, 0xA9, 0xFF], "2:2", "0xFF"), ([0x61, 0xC3], "1:2", "0xC3"),
      ([0x80], "1:1", "0x80"), ([0xED, 0xA0, 0x80], "1:1", "0xED"),
      ([0x23, 0xF0, 0x9F, 0x98, 0x80, 0xC0, 0x80], "1:3", "0xC0"),
    ] as [([UInt8], String, String)]
  )
  func `says where a file is not UTF-8`(bytes: [UInt8], place: String, byte: String) throws {
    #expect(
      try said(Data(bytes)) == [
        "main.yaml:\(place): error: the file is not UTF-8: byte \(byte) does not belong here; "
          + "save the file as UTF-8"
      ]
    )
  }

  @Test(arguments: [(0, "0000"), (7, "0007"), (0x7F, "007F"), (0x9F, "009F"), (0xFFFE, "FFFE")])
  func `refuses control characters`(number: UInt32, hex: String) throws {
    let character = try #require(UnicodeScalar(number))
    let text = "# é\nab\(character)c: 1\n"
    #expect(
      try said(Data(text.utf8)) == [
        "main.yaml:2:3: error: character U+\(hex) is not allowed in YAML; "
          + "write it as \"\\u\(hex)\" in double quotes"
      ]
    )
  }

  @Test func `takes a byte order mark at the beginning and nowhere else`() throws {
    #expect(try said(Data(("\u{FEFF}" + good).utf8)) == [])
    let moved = try said(Data((good + "# \u{FEFF}\n").utf8))
    #expect(moved.count == 1 && moved[0].hasPrefix("main.yaml:3:3: error: character U+FEFF"))
    let wrong = try said(Data(("\u{FEFF}pipeline: 5\n" + good.dropFirst(14)).utf8))
    #expect(wrong.first?.hasPrefix("main.yaml:1:11: error: a pipeline's name") == true)
  }

  @Test func `counts lines as editors do`() throws {
    let text = good.replacing("\n", with: "\r\n") + "# \u{2028} \u{85}\r\nstagse: []\r\n"
    let found = try said(Data(text.utf8))
    #expect(found.count == 1 && found[0].hasPrefix("main.yaml:4:1: error: unknown key 'stagse'"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `stops at a depth of 64`(opening: String) throws {
    let start = ContinuousClock.now
    for count in [65, 1000, 100_000] {
      let text = good + "stages: " + String(repeating: opening, count: count)
      let found = try said(Data(text.utf8))
      #expect(found.count == 1, "\(found)")
    }
    let found = try said(Data((good + "vars: " + String(repeating: "[", count: 70)).utf8))
    #expect(found == ["main.yaml:3:70: error: nested deeper than 64 levels"])
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `stops at 100,000 values behind aliases`() throws {
    var text = good + "vars:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      let aliases = Array(repeating: "*\(before)", count: 10).joined(separator: ", ")
      text += "  \(name): &\(name) [\(aliases)]\n"
    }
    let found = try said(Data(text.utf8))
    #expect(
      found == ["main.yaml:8:38: error: more than 100,000 values, counting those behind aliases"]
    )
  }

  @Test func `stops at 100,000 values written out`() throws {
    let text = good + "vars: [" + String(repeating: "a,", count: 100_000) + "]\n"
    let found = try said(Data(text.utf8))
    #expect(
      found.count == 1
        && found[0].hasSuffix("more than 100,000 values, counting those behind aliases")
    )
  }

  @Test func `reads files of 8 MiB and no more`() throws {
    let room = (8 << 20) - good.utf8.count
    let full = good + String(repeating: "#", count: room)
    #expect(try said(Data(full.utf8)) == [])
    #expect(
      try said(Data((full + "#").utf8)) == [
        "main.yaml: error: 'main.yaml' has 8388609 bytes; at most 8 MiB are read"
      ]
    )
  }

  @Test func `says why a file cannot be read`() throws {
    let folder = try TemporaryFolder(["news.yaml": good, "sub/a.yaml": good])
    #expect(
      said(folder.file("sub"), in: folder)
        == ["sub: error: 'sub' is a folder; name a pipeline file in it"]
    )
    #expect(
      said(folder.file("nws.yaml"), in: folder)
        == ["nws.yaml: error: no file 'nws.yaml'; did you mean 'news.yaml'?"]
    )
    #expect(
      said(folder.file("none/at/all.yaml"), in: folder)
        == ["none/at/all.yaml: error: no file 'none/at/all.yaml'"]
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("loop.yaml"),
      withDestinationPath: "loop.yaml"
    )
    #expect(
      said(folder.file("loop.yaml"), in: folder) == [
        "loop.yaml: error: cannot read 'loop.yaml': Too many levels of symbolic links"
      ]
    )
    #expect(
      said("/dev/null", in: folder) == ["/dev/null: error: '/dev/null' is not an ordinary file"]
    )
  }

  @Test func `reads an included file once`() throws {
    let folder = try TemporaryFolder([
      "main.yaml": good + "include: [a.yaml, b.yaml, ./sub/../c.yaml]\n",
      "a.yaml": "include: [c.yaml]\n", "b.yaml": "include: [c.yaml]\n",
      "c.yaml": "stages: [{uses: sentences@1}]\n", "sub/d.yaml": "",
    ])
    let (pipeline, found) = PipelineLoader.load(path: folder.file("main.yaml"), catalog: .sample)
    #expect(found == [])
    #expect(pipeline?.stages.map(\.id) == ["sentences"])
    #expect(
      pipeline?.files.map { $0.replacing(folder.path, with: "") }
        == ["/main.yaml", "/a.yaml", "/c.yaml", "/b.yaml"]
    )
  }
}
