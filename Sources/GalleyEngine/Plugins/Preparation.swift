import Foundation
import GalleyABI
package import GalleyKit
import Glibc

/// A stage with its options compiled, ready to be used by all lanes.
package final class PreparedStage: @unchecked Sendable {
  // Unchecked: everything is written in `init`; the plugin promises that `shared` never changes.
  package let id: String
  package let definition: StageDefinition
  /// What this configuration does.
  package let facts: StageFacts
  /// Files it opened, with a hash of their bytes.
  package let resources: [PreparedResource]
  let shared: UnsafeMutableRawPointer?
  private let mapped: [MappedFile]

  fileprivate init(
    id: String,
    definition: StageDefinition,
    host: SetupHost,
    shared: UnsafeMutableRawPointer?
  ) {
    self.id = id
    self.definition = definition
    facts = host.facts
    resources = host.resources
    mapped = host.mapped
    self.shared = shared
  }

  deinit {
    definition.functions.release?(definition.functions.context, shared)
  }
}

/// A file a stage opened while it was prepared.
package struct PreparedResource: Sendable, Hashable {
  package let path: String
  /// 64 bits over the bytes, in hexadecimal.
  package let hash: String
}

/// A problem a stage reported while it was prepared, at a place in its own terms.
package struct PreparationDiagnostic: Sendable {
  package enum Place: Sendable, Hashable {
    /// The stage's `uses:`.
    case stage
    /// JSON pointer into the options, and bytes inside that text value (`count` 0: all of it).
    case option(pointer: String, offset: Int, count: Int)
    /// 1-based line, 1-based column in code points (0: the line).
    case resource(path: String, line: Int, column: Int)
  }

  package let place: Place
  /// Without a location.
  package let diagnostic: Diagnostic
}

extension StageDefinition {
  /// Calls the stage's `prepare`.
  ///
  /// `options`: complete, defaults filled in.
  /// `schema`: all types of the pipeline and of its stages.
  ///
  /// - Returns: the stage, unless one of the diagnostics is an error.
  package func prepare(
    id: String,
    options: JSONValue,
    schema: Schema,
    symbols: SymbolTable
  ) -> (PreparedStage?, [PreparationDiagnostic]) {
    let host = SetupHost(definition: self, options: options, schema: schema, symbols: symbols)
    let call = CallHost()
    var shared: UnsafeMutableRawPointer?
    let watch = PrepareWatch(stage: id)
    let result = host.lend { setup in
      call.lend(stop: watch.stop.pointer, deadline: watch.deadline, seed: 0) { call in
        functions.prepare?(functions.context, call, setup, &shared)
          ?? galley_result(GALLEY_CANNOT_GO_ON)
      }
    }
    watch.end()
    if result != galley_result(GALLEY_OK), !host.diagnostics.contains(where: \.isError) {
      let isLate = Int(result) == GALLEY_STOPPED && watch.stop.reason == .timeIsUp
      let reason =
        isLate
        ? "it took longer than 10 s"
        : call.reason?.message ?? "gave no reason for failing (result \(result))"
      host.diagnostics.append(
        PreparationDiagnostic(
          place: .stage,
          diagnostic: Diagnostic(
            code: "prepare-failed",
            "stage '\(manifest.stage)' cannot be prepared: \(reason)"
          )
        )
      )
    }
    guard !host.diagnostics.contains(where: \.isError) else {
      if shared != nil { functions.release?(functions.context, shared) }
      return (nil, host.diagnostics)
    }
    return (
      PreparedStage(id: id, definition: self, host: host, shared: shared), host.diagnostics
    )
  }
}

/// The time limit of `prepare`: 10 s, after which the stage is asked to stop; after 5 s more the
/// process ends.
private struct PrepareWatch {
  let stop = StopFlag()
  let deadline = Clock.now() + 10_000_000_000
  private let watchdog: Watchdog

  init(stage: String) {
    let activity = LaneActivity()
    activity.set(stage: stage, document: "")
    watchdog = Watchdog([(stop, activity)]) { stage, _ in
      StandardError.say("error: stage '\(stage)' did not stop preparing after 10 s")
      Glibc._exit(3)
    }
    stop.begin(deadline: deadline)
  }

  func end() { stop.end() }
}

extension PreparationDiagnostic {
  fileprivate var isError: Bool { diagnostic.severity == .error }
}
