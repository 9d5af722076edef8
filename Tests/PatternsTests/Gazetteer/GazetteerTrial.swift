import Foundation
import GalleyKit
import GalleyTesting
import Patterns

/// Lists in a folder of their own, and what the stage makes of them.
class GazetteerTrial {
  let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
  let schema = [
    TypeDeclaration(
      "Person",
      [
        FeatureDeclaration("name", .text), FeatureDeclaration("role", .text),
        FeatureDeclaration("id", .text), FeatureDeclaration("ids", .list, of: .text),
        FeatureDeclaration("born", .integer), FeatureDeclaration("share", .number),
        FeatureDeclaration("alive", .flag), FeatureDeclaration("where", .span),
      ]
    ),
    TypeDeclaration(
      "Location",
      [
        FeatureDeclaration("kind", .text, values: ["city", "country"]),
        FeatureDeclaration("codes", .list, of: .text),
      ]
    ),
  ]

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func list(
    _ content: String,
    _ name: String = "list.tsv",
    type: String = "Person",
    _ more: [String: JSONValue] = [:]
  ) throws -> JSONValue {
    try list(bytes: Array(content.utf8), name, type: type, more)
  }

  func list(
    bytes: [UInt8],
    _ name: String,
    type: String = "Person",
    _ more: [String: JSONValue] = [:]
  ) throws -> JSONValue {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    let own: [String: JSONValue] = [
      "file": .text(file.path()), "type": .text(type), "columns": [:], "features": [:],
      "valid": [], "priority": 0,
    ]
    return .object(own.merging(more) { _, new in new })
  }

  func run(_ lists: [JSONValue], _ options: [String: JSONValue] = [:]) throws -> StageRun {
    try StageRun(
      .document(GazetteerStage.self),
      options: options.merging(["lists": .list(lists)]) { own, _ in own },
      types: schema,
      resourceFolder: PluginFolder.path
    )
  }

  func problems(
    _ lists: [JSONValue],
    _ options: [String: JSONValue] = [:]
  ) throws -> [String] {
    try StageRun.problems(
      of: .document(GazetteerStage.self),
      options: options.merging(["lists": .list(lists)]) { own, _ in own },
      types: schema,
      resourceFolder: PluginFolder.path
    ).map { problem in
      let place = problem.place.split(separator: "/").last.map(String.init) ?? ""
      return "\(place):\(problem.line):\(problem.column) \(problem.code)"
    }
  }

  func found(
    _ lists: [JSONValue],
    _ options: [String: JSONValue] = [:],
    in text: String,
    published: String? = nil
  ) throws -> TestDocument {
    let metadata = published.map { ["published": JSONValue.text($0)] } ?? [:]
    return try run(lists, options).process(TestDocument(text, metadata: metadata))
  }

  func texts(_ document: TestDocument) -> [String] {
    document.annotations.map(document.coveredText)
  }
}
