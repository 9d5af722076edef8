import Foundation
import GalleyKit

/// What a shell offers for a word that is being typed.
package struct Completions {
  private let words: [String]

  /// - Parameter words: of the command line so far.
  package init(_ words: [String]) { self.words = words }

  /// Stages, readers and exporters, with their major versions.
  package var stages: [String] {
    Set(workbench.catalog.entries.map(\.manifest.stage.description)).sorted()
  }

  package var readers: [String] {
    workbench.catalog.entries.filter { $0.manifest.scope == .reader }
      .map(\.manifest.stage.description).sorted()
  }

  /// Ids of the stages of the pipeline that is named on the command line.
  package var stageIDs: [String] {
    guard let path = words.first(where: { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }) else {
      return []
    }
    let pipeline = workbench.open(path, sets: [], environment: environment).0?.pipeline
    return (pipeline?.stages ?? []).map(\.id)
  }

  private var environment: [String: String] { ProcessInfo.processInfo.environment }

  private var workbench: Workbench {
    let folders = zip(words, words.dropFirst()).filter { $0.0 == "--plugins" }.map(\.1)
    return Workbench(pluginFolders: folders, environment: environment)
  }
}
