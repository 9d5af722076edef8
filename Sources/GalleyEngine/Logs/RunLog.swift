import GalleyKit
import Logging
import Synchronization

/// What a run tells while it goes on; the lanes ask `tellsDocuments` before they make a message.
package final class RunLog: Sendable {
  private let run = Logger(label: "run")
  private let input = Logger(label: "input")
  private let document = Logger(label: "document")
  private let failure = Logger(label: "failure")
  /// What answers the user, whatever the level.
  private let answer = Logger.always("run")
  /// Failures told before the rest is left to `failures.jsonl`.
  private let mostFailures: Int
  private let failureCount = Atomic<Int>(0)

  /// - Parameter hasFailureFile: whether there is a `failures.jsonl` with all failures.
  package init(hasFailureFile: Bool) {
    let tellsAll =
      !hasFailureFile || failure.logLevel <= .info || LogSettings.current.format == .json
    mostFailures = tellsAll ? .max : 10
  }

  var tellsDocuments: Bool { document.logLevel <= .debug }

  /// Failures that were counted only.
  var untoldFailures: Int {
    failure.logLevel > .warning ? 0 : max(0, failureCount.load(ordering: .relaxed) - mostFailures)
  }

  func begins(_ prepared: PreparedPipeline, _ plan: RunPlan, lanes: Int) {
    for stage in plan.stages {
      run.info(
        "\(stage.prepared.definition.manifest.stage) of \(stage.prepared.definition.plugin) is prepared",
        metadata: ["stage": "\(stage.id)"]
      )
    }
    let count = plan.inputs.reduce(0) { $0 + $1.files.count }
    run.info(
      "begins: pipeline \(prepared.pipeline.name)/\(prepared.pipeline.major), inputs: \(count), lanes: \(lanes)",
      metadata: ["inputs": .stringConvertible(count), "lanes": .stringConvertible(lanes)]
    )
  }

  func ends(_ report: RunReport) {
    run.info("ends: \(report.documents) documents, \(report.failureCount) failed")
  }

  func goesOn(_ phase: RunProgress.Phase) { run.info("\(phase.description)") }

  func opens(_ file: InputFile, _ reader: PreparedStage) {
    input.info("opened '\(file.path ?? file.name)'", metadata: ["stage": "\(reader.id)"])
  }

  func passes(_ finished: DocumentWork.Finished) {
    guard finished.isDocument else { return }
    let fate =
      if let dropped = finished.dropped {
        "dropped by '\(dropped.stage)': \(dropped.reason)"
      } else {
        finished.failures.isEmpty ? "done" : "failed"
      }
    document.debug(
      "\(fate), \(finished.textBytes) bytes of text",
      metadata: ["document": "\(finished.id)", "bytes": .stringConvertible(finished.textBytes)]
    )
  }

  func fails(_ failed: RunFailure) {
    guard failure.logLevel <= .warning else { return }
    let number = failureCount.add(1, ordering: .relaxed).newValue
    guard number <= mostFailures else { return }
    failure.warning("\(failed.message)", metadata: failed.metadata)
  }

  func cannotGoOn(_ message: String) { run.error("\(message)") }

  func answers(_ message: String) { answer.notice("\(message)") }
}

extension Logger {
  /// One that is heard at every level.
  static func always(_ label: String) -> Logger {
    var logger = Logger(label: label)
    logger.logLevel = .trace
    return logger
  }
}

extension RunFailure {
  var metadata: Logger.Metadata {
    var fields: Logger.Metadata = [
      "document": "\(document)", "origin": "\(origin)", "stage": "\(stage)", "code": "\(code)",
    ]
    if let byte { fields["byte"] = .stringConvertible(byte) }
    return fields
  }
}
