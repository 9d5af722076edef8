public import GalleyABI
import GalleyEngine
public import GalleyKit

/// Checks that hold for every stage, ours and other people's.
///
/// ```swift
/// @Test func `keeps the contract`() throws {
///   #expect(try StageConformance(.document(Hashtags.self)).problems() == [])
/// }
/// ```
/// Checked: spans lie inside the text and on scalar boundaries, only declared types and features are
/// written, the text is untouched, 1 and 8 lanes give the same; on empty text, one emoji, CRLF,
/// right-to-left text, combining marks, 5 MB, no annotations, 100,000 annotations, and a view with
/// deletions. A stage that explains itself does the same when it is asked to.
public struct StageConformance {
  let definition: StageDefinition
  let options: [String: JSONValue]
  let types: [TypeDeclaration]

  /// A stage of this process.
  ///
  /// - Parameters:
  ///   - stage: the stage.
  ///   - options: those it requires, and what the check shall use.
  ///   - types: types the pipeline would declare.
  ///   - resourceFolder: the plugin's folder, which holds `Data`.
  /// - Throws: an error whose text says what is wrong with the manifest.
  public init(
    _ stage: PluginStage,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = [],
    resourceFolder: String = ""
  ) throws {
    let library = try LinkedPlugin.library(of: stage, resourceFolder: resourceFolder)
    try self.init(library, stage: nil, options: options, types: types)
  }

  /// A stage of a plugin whose entry is linked into this process: a plugin written in C.
  ///
  /// - Throws: an error whose text says what is wrong with the plugin.
  public init(
    _ entry: UnsafePointer<galley_plugin_info>,
    stage: String,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = []
  ) throws {
    let library = try LinkedPlugin.library(of: entry, resourceFolder: "")
    try self.init(library, stage: stage, options: options, types: types)
  }

  /// A stage of a plugin library.
  ///
  /// - Throws: an error whose text says what is wrong with the library.
  public init(
    library path: String,
    stage: String,
    options: [String: JSONValue] = [:],
    types: [TypeDeclaration] = []
  ) throws {
    let library = try Self.open(path)
    try self.init(library, stage: stage, options: options, types: types)
  }

  private init(
    _ library: PluginLibrary,
    stage: String?,
    options: [String: JSONValue],
    types: [TypeDeclaration]
  ) throws {
    let found = library.stages.first {
      stage == nil || $0.manifest.stage.name == stage || $0.manifest.stage.description == stage
    }
    guard let found else {
      throw ConformanceError("plugin '\(library.name)' has no stage '\(stage ?? "")'")
    }
    definition = found
    self.options = options
    self.types = types
  }

  /// Everything that does not hold, one sentence each.
  public func problems() -> [String] {
    do {
      switch definition.manifest.scope {
      case .document: return try documentProblems()
      case .exporter: return try exporterProblems()
      case .corpus: return try corpusProblems()
      case .reader: return try readerProblems()
      case .trainer: return ["is a trainer, which is no stage of a pipeline"]
      }
    } catch let problem as BenchProblem {
      return problem.diagnostics.map { "cannot be prepared: \($0)" }
    } catch let stop as RunStop {
      return ["ends the run: \(stop.message)"]
    } catch {
      return ["\(error)"]
    }
  }

  private static func open(_ path: String) throws -> PluginLibrary {
    do throws(PluginRefusal) {
      return try PluginLibrary(opening: path)
    } catch {
      throw ConformanceError("\(error.diagnostic)")
    }
  }
}

/// Why a stage cannot be checked at all.
public struct ConformanceError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
