import Foundation
import GalleyKit

/// The file with tests that may stand beside a pipeline: `news.test.yaml` of `news.yaml`.
package enum TestFile {
  private static let endings = [".yaml", ".yml"]

  /// The pipelines that paths of the user mean, once each: a file of tests stands for its pipeline.
  package static func pipelines(_ paths: [String]) -> [String] {
    var pipelines: [String] = []
    for path in paths {
      let pipeline = pipeline(ofTests: path) ?? path
      if !pipelines.contains(pipeline) { pipelines.append(pipeline) }
    }
    return pipelines
  }

  /// The pipeline beside a file of tests; nil when the path is none, or has none.
  private static func pipeline(ofTests path: String) -> String? {
    for ending in endings where path.hasSuffix(".test\(ending)") {
      let base = path.dropLast(ending.count + 5)
      return endings.map { "\(base)\($0)" }.first(where: FileManager.default.fileExists)
    }
    return nil
  }

  /// The file of tests beside a pipeline; nil when there is none.
  static func path(beside pipeline: String) -> String? {
    for ending in endings where pipeline.hasSuffix(ending) {
      let base = pipeline.dropLast(ending.count)
      return endings.map { "\(base).test\($0)" }.first(where: FileManager.default.fileExists)
    }
    return nil
  }

  /// The tests under `tests:`, which is all that may stand in such a file.
  static func tests(_ root: Node?, into problems: inout DiagnosticCollector) -> [Node] {
    guard let root, !root.isNull else { return [] }
    return MapReader(root, "a file of tests", keys: ["tests"], into: &problems)?
      .list("tests", into: &problems) ?? []
  }
}
