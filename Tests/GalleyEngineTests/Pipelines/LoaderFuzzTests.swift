import Foundation
import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

struct LoaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment

  /// How long to go on; two seconds unless `GALLEY_FUZZ_SECONDS` says otherwise.
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  /// The first seed; that of a failure repeats it.
  private let firstSeed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  private struct Counts {
    var inputs = 0
    var accepted = 0
    var pipelines = 0
    var diagnostics = 0
    var slowest = Duration.zero
  }

  @Test func `any file gives a pipeline or a located diagnostic`() throws {
    let folder = try TemporaryFolder()
    let start = ContinuousClock.now
    var counts = Counts()
    var seed = firstSeed
    while ContinuousClock.now - start < .seconds(seconds) {
      try check(seed, in: folder, &counts)
      seed += 1
    }
    let share = counts.accepted * 100 / max(1, counts.inputs)
    print(
      "loader fuzz: seeds \(firstSeed)..<\(seed), \(counts.inputs) files, \(share) % YAML, "
        + "\(counts.pipelines) pipelines, \(counts.diagnostics) diagnostics, "
        + "slowest \(counts.slowest)"
    )
    #expect(share >= 20)
    #expect(counts.pipelines > 0)
    #expect(counts.slowest < .seconds(2))
  }

  private func check(_ seed: UInt64, in folder: TemporaryFolder, _ counts: inout Counts) throws {
    var grammar = PipelineGrammar(seed: seed)
    let text = grammar.file().text
    // After a crash the input is still there.
    try folder.write(Data(text.utf8), as: "main.yaml")
    try folder.write(Data(grammar.file().text.utf8), as: "common.yaml")
    let sets = grammar.sets()
    let begin = ContinuousClock.now
    let (pipeline, found) = PipelineLoader.load(
      path: folder.file("main.yaml"),
      sets: sets,
      catalog: .sample,
      environment: ["HOME": "/home/secret-name"]
    )
    counts.slowest = max(counts.slowest, ContinuousClock.now - begin)
    counts.inputs += 1
    counts.diagnostics += found.count
    if pipeline != nil { counts.pipelines += 1 }
    #expect((pipeline == nil) == found.contains { $0.severity == .error }, "seed \(seed)")
    for diagnostic in found { check(diagnostic, seed, sets, in: folder) }
    checkRendering(found, seed)
    if let pipeline { checkPrinting(pipeline, seed) }
    guard let source = try? SourceText.checked(name: "a", folder: "/", bytes: Array(text.utf8))
    else { return }
    let (root, problems) = Composer.compose(source)
    guard let root, problems.isEmpty else { return }
    counts.accepted += 1
    checkPlaces(root, seed)
  }

  private func check(
    _ diagnostic: Diagnostic,
    _ seed: UInt64,
    _ sets: [String],
    in folder: TemporaryFolder
  ) {
    guard let location = diagnostic.location else {
      #expect(diagnostic.code == "more", "seed \(seed): \(diagnostic)")
      return
    }
    let files = ["main.yaml", "common.yaml"].map(folder.file) + sets.map { "--set \($0)" }
    #expect(files.contains(location.file), "seed \(seed): \(diagnostic)")
    #expect(location.length >= 1 && location.line >= 0, "seed \(seed): \(diagnostic)")
    #expect(!diagnostic.description.contains("secret-name"), "seed \(seed): \(diagnostic)")
    #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."), "seed \(seed)")
  }

  private func checkRendering(_ found: [Diagnostic], _ seed: UInt64) {
    let text = DiagnosticText(showsSource: true, usesColor: true).render(found)
    #expect(text.isEmpty == found.isEmpty, "seed \(seed)")
    #expect(JSONValue(parsing: DiagnosticJSON.render(found)) != nil, "seed \(seed)")
  }

  private func checkPrinting(_ pipeline: Pipeline, _ seed: UInt64) {
    let json = pipeline.json
    #expect(JSONValue(parsing: json) != nil, "seed \(seed)")
    #expect(!json.contains("secret-name"), "seed \(seed)")
  }

  /// Every scalar libyaml reads must come out the same of the map of its bytes.
  private func checkPlaces(_ node: Node, _ seed: UInt64) {
    switch node.content {
    case .sequence(let items): for item in items { checkPlaces(item, seed) }
    case .mapping(let pairs):
      for pair in pairs {
        checkPlaces(pair.key, seed)
        checkPlaces(pair.value, seed)
      }
    case .scalar(let scalar):
      let map = ScalarMap(
        scalar.style,
        value: scalar.written,
        in: node.source.bytes,
        node.range
      )
      #expect(map.isFaithful, "seed \(seed): \(scalar.style) '\(scalar.written)'")
    }
  }
}
