import Foundation
import TestCommands
import Testing

/// `annotate.yaml` over texts of other people, which lie beside the repository on some machines.
struct OtherCorporaTests {
  private static let annotate = "\(Repository.root)/pipelines/annotate.yaml"
  private static let shared = "\(Repository.root)/../shared"
  private static let seeds = "\(shared)/seeds"

  /// Annotated corpora, by name.
  static let gold: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(shared)/gold")) ?? []
    return names.sorted().filter {
      FileManager.default.fileExists(atPath: "\(shared)/gold/\($0)/dev.jsonl")
    }
  }()

  static let hasSeeds = FileManager.default.fileExists(atPath: seeds)

  @Test(.enabled(if: hasSeeds, "there is no ../shared/seeds"))
  func `annotates a folder of articles`() throws {
    let galley = try Galley()
    let outcome = try galley("run", Self.annotate, "--quiet", "--input", Self.seeds)
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }

  @Test(.enabled(if: !gold.isEmpty, "there is no ../shared/gold"), arguments: gold)
  func `annotates the texts of annotated corpora`(name: String) throws {
    let galley = try Galley()
    let path = "\(Self.shared)/gold/\(name)/dev.jsonl"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let input = try lines.map {
      try JSONObject(String($0)).json(keeping: ["id", "text", "published"])
    }
    try galley.folder.write(input.joined(separator: "\n"), to: "input.jsonl")
    let outcome = try galley("run", Self.annotate, "--quiet", "--input", "input.jsonl")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(
      try galley.text("out/annotate/annotations.jsonl").split(separator: "\n").count == lines.count
    )
  }
}
