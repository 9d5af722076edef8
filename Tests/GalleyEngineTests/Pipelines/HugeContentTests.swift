import Foundation
import GalleyEngine
import GalleyKit
import TestCommands
import Testing

/// Files within the limits whose content would take very long, or very much memory, if taken as it
/// comes.
struct HugeContentTests {
  private func said(_ text: String, sets: [String] = []) throws -> [String] {
    let folder = try TemporaryFolder(["main.yaml": text])
    let start = ContinuousClock.now
    let found = PipelineLoader.load(
      path: folder.file("main.yaml"),
      sets: sets,
      catalog: .sample
    ).1
    #expect(ContinuousClock.now - start < .seconds(10))
    return found.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  private let head = "pipeline: p/1\nsource: {uses: text-files@1, with: {path: a.txt}}\n"

  private func repeated(_ count: Int, _ part: (Int) -> String) -> String {
    (0..<count).map(part).joined()
  }

  @Test func `variables within variables stand for gigabytes`() throws {
    let text =
      head + "vars:\n v0: " + String(repeating: "x", count: 1000) + "\n"
      + repeated(30) { " v\($0 + 1): \"\(String(repeating: "${v\($0)}", count: 4))\"\n" }
    let found = try said(text)
    #expect(found.count == 1)
    #expect(found[0].hasSuffix("error: variables stand for more than 16 MiB of text"))
  }

  @Test func `variables within variables stand for nothing many times`() throws {
    let text =
      head + "vars:\n v0: \"\"\n"
      + repeated(60) { " v\($0 + 1): \"\(String(repeating: "${v\($0)}", count: 10))\"\n" }
    #expect(try said(text) == [])
  }

  @Test func `a long chain of variables`() throws {
    let text =
      head + "vars:\n" + repeated(20_000) { " v\($0 + 100_000): \"${v\($0 + 100_001)}\"\n" }
      + " v120000: x\n"
    #expect(
      try said(text) == ["main.yaml:103:12: error: more than 100 variables use each other in a row"]
    )
  }

  @Test func `a long chain of conditions`() throws {
    let text =
      head + "stages:\n - {uses: sentences@1, when: \"" + repeated(50_000) { _ in "a == 1 and " }
      + "b == 1\"}\n"
    #expect(try said(text) == ["main.yaml:4:11295: error: 'when': more than 4,096 words"])
  }

  @Test func `one long line of duplicate keys`() throws {
    let text = head + "vars: {" + repeated(20_000) { _ in "é: [], " } + "}\n"
    let found = try said(text)
    #expect(found.count == 201)
    #expect(
      found[0] == "main.yaml:3:15: error: key 'é' is given twice; the first is at main.yaml:3:8"
        || found[1]
          == "main.yaml:3:15: error: key 'é' is given twice; the first is at main.yaml:3:8"
    )
  }

  @Test func `one long value of mistakes`() throws {
    let text = head + "vars: {a: \"" + repeated(50_000) { _ in "${b}" } + "\"}\n"
    #expect(try said(text).count == 10)
  }

  @Test func `a long path to set`() throws {
    let path = "stages" + repeated(1000) { _ in ".a" }
    let found = try said(head, sets: [path + "=1"])
    #expect(found.count == 1 && found[0].hasSuffix("a path of more than 64 names"))
  }
}
